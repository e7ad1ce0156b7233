// The hosts are those that Amazon's developer documentation lists as "Seller Central URLs".
#include "api/v1/orders/channel_page.hpp"

#include <array>

#include "base/text.hpp"

namespace orderyard::api::v1 {
namespace {

struct Host {
    std::string_view marketplace_id;
    std::string_view host;
};

constexpr std::string_view kEurope = "sellercentral-europe.amazon.com";

constexpr std::array kHosts = {
    Host{"ATVPDKIKX0DER", "sellercentral.amazon.com"},
    Host{"A2EUQ1WTGCTBG2", "sellercentral.amazon.ca"},
    Host{"A1AM78C64UM0Y8", "sellercentral.amazon.com.mx"},
    Host{"A2Q3Y263D00KWC", "sellercentral.amazon.com.br"},
    Host{"A1F83G8C2ARO7P", kEurope},  // United Kingdom
    Host{"A1PA6795UKMFR9", kEurope},  // Germany
    Host{"A13V1IB3VIYZZH", kEurope},  // France
    Host{"APJ6JRA9NG5V4", kEurope},   // Italy
    Host{"A1RKKUPIHCS9HS", kEurope},  // Spain
    Host{"A1805IZSGTT6HS", "sellercentral.amazon.nl"},
    Host{"AMEN7PMS3EDWL", "sellercentral.amazon.com.be"},
    Host{"A28R8C7NBKEWEA", "sellercentral.amazon.ie"},
    Host{"A2NODRKZP88ZB9", "sellercentral.amazon.se"},
    Host{"A1C3SOZRARQ6R3", "sellercentral.amazon.pl"},
    Host{"A33AVAJ2PDY3EV", "sellercentral.amazon.com.tr"},
    Host{"ARBP9OOSHTCHU", "sellercentral.amazon.eg"},
    Host{"A17E79C6D8DWNP", "sellercentral.amazon.sa"},
    Host{"A2VIGQ35RCS4UG", "sellercentral.amazon.ae"},
    Host{"AE08WJ6YKNBMC", "sellercentral.amazon.co.za"},
    Host{"A21TJRUUN4KGV", "sellercentral.amazon.in"},
    Host{"A1VC38T7YXB528", "sellercentral.amazon.co.jp"},
    Host{"A39IBJ37TRP1C6", "sellercentral.amazon.com.au"},
    Host{"A19VAU5U5O7RUS", "sellercentral.amazon.sg"},
};

}  // namespace

std::string ChannelPageOf(std::string_view marketplace_id, std::string_view number) {
    for (const Host& each : kHosts) {
        if (each.marketplace_id == marketplace_id) {
            return "https://" + std::string(each.host) + "/orders-v3/order/" +
                   base::PercentEncode(number);
        }
    }
    return "";
}

}  // namespace orderyard::api::v1

// The words of the channel enums, as stored, filtered by and shown in our API.
#include "domain/channel/channel_order.hpp"
#include "domain/channel/store.hpp"
#include "domain/channel/verdict.hpp"
#include "domain/words.hpp"

namespace orderyard::domain {
namespace {

constexpr Words<ChannelStatus, 8> kStatusWords{{
    {ChannelStatus::kUnknown, "unknown"},
    {ChannelStatus::kPendingAvailability, "pending_availability"},
    {ChannelStatus::kPending, "pending"},
    {ChannelStatus::kUnshipped, "unshipped"},
    {ChannelStatus::kPartiallyShipped, "partially_shipped"},
    {ChannelStatus::kShipped, "shipped"},
    {ChannelStatus::kCanceled, "canceled"},
    {ChannelStatus::kUnfulfillable, "unfulfillable"},
}};

constexpr Words<FulfilledBy, 3> kFulfilledByWords{{
    {FulfilledBy::kUnknown, "unknown"},
    {FulfilledBy::kMerchant, "merchant"},
    {FulfilledBy::kChannel, "channel"},
}};

constexpr Words<AmountKind, 8> kAmountWords{{
    {AmountKind::kItem, "item"},
    {AmountKind::kShipping, "shipping"},
    {AmountKind::kGiftWrap, "gift_wrap"},
    {AmountKind::kCodFee, "cod_fee"},
    {AmountKind::kTax, "tax"},
    {AmountKind::kDiscount, "discount"},
    {AmountKind::kTip, "tip"},
    {AmountKind::kOther, "other"},
}};

constexpr Words<VerdictKind, 4> kVerdictWords{{
    {VerdictKind::kImported, "imported"},
    {VerdictKind::kNotYet, "not_yet"},
    {VerdictKind::kNotWanted, "not_wanted"},
    {VerdictKind::kBlocked, "blocked"},
}};

constexpr Words<CustomerCreation, 2> kCustomerWords{{
    {CustomerCreation::kGuest, "guest"},
    {CustomerCreation::kAccount, "account"},
}};

constexpr Words<InvoiceUpload, 3> kUploadWords{{
    {InvoiceUpload::kOff, "off"},
    {InvoiceUpload::kOnRequest, "on_request"},
    {InvoiceUpload::kAutomatic, "automatic"},
}};

constexpr Words<OrderNumberSource, 2> kNumberWords{{
    {OrderNumberSource::kOurs, "ours"},
    {OrderNumberSource::kChannel, "channel"},
}};

}  // namespace

std::string_view ToString(ChannelStatus status) {
    return WordOf(kStatusWords, status);
}
std::optional<ChannelStatus> ChannelStatusFrom(std::string_view text) {
    return EnumOf(kStatusWords, text);
}

std::string_view ToString(FulfilledBy by) {
    return WordOf(kFulfilledByWords, by);
}
std::optional<FulfilledBy> FulfilledByFrom(std::string_view text) {
    return EnumOf(kFulfilledByWords, text);
}

std::string_view ToString(AmountKind kind) {
    return WordOf(kAmountWords, kind);
}
std::optional<AmountKind> AmountKindFrom(std::string_view text) {
    return EnumOf(kAmountWords, text);
}

std::string_view ToString(VerdictKind kind) {
    return WordOf(kVerdictWords, kind);
}
std::optional<VerdictKind> VerdictKindFrom(std::string_view text) {
    return EnumOf(kVerdictWords, text);
}

std::string_view ToString(CustomerCreation value) {
    return WordOf(kCustomerWords, value);
}
std::optional<CustomerCreation> CustomerCreationFrom(std::string_view text) {
    return EnumOf(kCustomerWords, text);
}

std::string_view ToString(InvoiceUpload value) {
    return WordOf(kUploadWords, value);
}
std::optional<InvoiceUpload> InvoiceUploadFrom(std::string_view text) {
    return EnumOf(kUploadWords, text);
}

std::string_view ToString(OrderNumberSource value) {
    return WordOf(kNumberWords, value);
}
std::optional<OrderNumberSource> OrderNumberSourceFrom(std::string_view text) {
    return EnumOf(kNumberWords, text);
}

}  // namespace orderyard::domain

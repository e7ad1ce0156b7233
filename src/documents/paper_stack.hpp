// Papers one after the other in one PDF. Start here: this is what other rooms call.
#pragma once

#include <map>
#include <string>
#include <tuple>

#include "documents/paper_texts.hpp"

namespace orderyard::documents {

class PaperStack {
  public:
    // `title` and `language` are the file's; each paper has those of its letterhead.
    PaperStack(std::string_view title, domain::PaperLanguage language) : canvas_(title, language) {}

    void AddInvoice(const Letterhead& head, const domain::OrderFile& file,
                    const domain::Invoice& invoice);
    void AddCreditMemo(const Letterhead& head, const domain::OrderFile& file,
                       const domain::CreditMemo& memo);
    // nullptr: of what is left to ship.
    void AddPackingSlip(const Letterhead& head, const domain::Order& order,
                        const domain::Shipment* shipment);
    void AddPickList(const Letterhead& head, const std::vector<domain::Order>& orders,
                     const Bins& bins, base::Instant now);
    // The address to stick on a parcel; `number` as bars and in plain, of the shipment or order.
    void AddLabel(const Letterhead& head, const domain::Order& order, const std::string& number);

    // The PDF. Nothing may be added afterwards.
    std::string Finish() { return canvas_.Finish(); }

  private:
    Formats& FormatsOf(const Letterhead& head);

    Canvas canvas_;
    std::map<std::tuple<domain::PaperLanguage, std::string, std::string>, Formats> formats_;
};

// A logo that can be printed: a PNG of at most this many bytes and pixels a side.
inline constexpr std::size_t kLogoBytesMax = 512 * 1024;
inline constexpr std::uint32_t kLogoPixelsMax = 2'000;
base::Result<> CheckLogo(std::string_view png);

}  // namespace orderyard::documents

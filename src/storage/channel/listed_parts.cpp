// What was made is compared with the stored bytes themselves: nothing has to be told of a change.
#include "storage/channel/listed_parts.hpp"

#include "ports/personal_view.hpp"
#include "storage/channel/details_json.hpp"

namespace orderyard::storage {

namespace {

ListedParts PartsOf(domain::PersonalData personal, std::string_view details_text) {
    domain::ChannelOrder details;
    ReadListedDetails(details_text, details);
    return {std::move(personal.buyer_name), std::move(personal.purchase_order_number),
            std::move(details.service_level), std::move(details.programs),
            std::move(details.replaces_number)};
}

}  // namespace

const ListedParts& ListedPartsReader::Read(sql::RowReader& row, const Keys& keys,
                                           domain::ChannelOrderId id) {
    if (row.IsNull() || !ports::PersonalViewScope::IsOpen()) {
        row.Skip(2);
        without_names_ = PartsOf({}, row.View());
        return without_names_;
    }
    sql::RowReader ahead = row;
    ahead.Skip();  // the key: what it seals has its own mark of being genuine
    const std::string_view sealed = ahead.View();
    const std::string_view details = ahead.View();
    if (const auto made = made_.find(id.value);
        made != made_.end() && made->second.sealed == sealed && made->second.details == details) {
        row.Skip(3);
        return made->second.parts;
    }
    if (made_.size() >= count_max_) {
        made_.clear();
    }
    domain::PersonalData personal = ReadChannelPersonal(row, keys, id);
    row.Skip();
    Made& made = made_[id.value];
    made = {std::string(sealed), std::string(details), PartsOf(std::move(personal), details)};
    return made.parts;
}

}  // namespace orderyard::storage

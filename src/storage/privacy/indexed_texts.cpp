// The lists of searchable texts.
#include "storage/privacy/indexed_texts.hpp"

namespace orderyard::storage {

Tokens OrderTokens(const BlindIndex& index, const domain::PersonalData& data) {
    Tokens tokens;
    index.AddText(tokens, IndexedText::kName, data.buyer_name);
    index.AddText(tokens, IndexedText::kRecipient, data.shipping.name);
    index.AddText(tokens, IndexedText::kEmail, data.buyer_email);
    index.AddWhole(tokens, IndexedText::kPhone, data.shipping.phone);
    index.AddWhole(tokens, IndexedText::kPostcode, data.shipping.postal_code);
    return tokens;
}

Tokens ChannelOrderTokens(const BlindIndex& index, const domain::PersonalData& data) {
    Tokens tokens;
    index.AddText(tokens, IndexedText::kName, data.buyer_name);
    index.AddText(tokens, IndexedText::kRecipient, data.shipping.name);
    return tokens;
}

}  // namespace orderyard::storage

// What the channel would refuse anyway is refused while it can still be corrected.
#include "domain/mail/channel_message.hpp"

#include "base/text.hpp"

namespace orderyard::domain {

const ChannelMessageKind* FindChannelMessage(std::string_view word) {
    for (const ChannelMessageKind& kind : kChannelMessageKinds) {
        if (kind.word == word) {
            return &kind;
        }
    }
    return nullptr;
}

base::Result<> CheckChannelMessage(std::string_view word, std::string_view text) {
    if (word == kReviewRequest) {
        return text.empty() ? base::Result<>()
                            : base::Fail(base::InvalidInput(
                                  "text", "The channel words a request for a review itself."));
    }
    const ChannelMessageKind* kind = FindChannelMessage(word);
    if (kind == nullptr) {
        return base::Fail(base::InvalidInput("kind", "The channel carries no such message."));
    }
    if (base::Trim(text).empty()) {
        return base::Fail(base::InvalidInput("text", "A message has a text."));
    }
    if (base::CodePoints(text).size() > kind->characters_max) {
        base::Error error = base::InvalidInput("text", "At most %limit characters.");
        error.params = {{"limit", std::to_string(kind->characters_max)}};
        return base::Fail(std::move(error));
    }
    if (text.find('@') != std::string_view::npos || text.find('<') != std::string_view::npos) {
        return base::Fail(base::InvalidInput(
            "text", "The channel allows neither e-mail addresses nor markup: leave out @ and <."));
    }
    return {};
}

}  // namespace orderyard::domain

// Works on the finished text: a tree of the whole page would cost more than writing it did, and
// numbers stay exactly as they were written.
#include "api/rest/fields_filter.hpp"

#include <vector>

#include "base/limits.hpp"

namespace orderyard::api::rest {
namespace {

bool IsWordCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// Walks over the text, copying what is kept.
class Keeper {
  public:
    explicit Keeper(std::string_view json) : json_(json) {}

    std::string Run(const FieldTree& fields) {
        Value(&fields);
        return std::move(out_);
    }

  private:
    char Peek() const { return json_[at_]; }

    // `fields` null: everything is kept.
    void Value(const FieldTree* fields) {
        if (fields != nullptr && Peek() == '{') {
            Object(*fields);
        } else if (fields != nullptr && Peek() == '[') {
            Array(*fields);
        } else {
            const std::size_t start = at_;
            Skip();
            out_ += json_.substr(start, at_ - start);
        }
    }

    void Array(const FieldTree& fields) {
        out_ += '[';
        ++at_;
        while (Peek() != ']') {
            Value(&fields);
            if (Peek() == ',') {
                out_ += ',';
                ++at_;
            }
        }
        out_ += ']';
        ++at_;
    }

    void Object(const FieldTree& fields) {
        const std::size_t out_start = out_.size();
        out_ += '{';
        ++at_;
        bool is_first = true;
        while (Peek() != '}') {
            const std::size_t key_start = at_;
            SkipString();
            const std::string_view key = json_.substr(key_start + 1, at_ - key_start - 2);
            ++at_;  // the colon
            const auto wanted = fields.names.find(key);
            if (wanted == fields.names.end()) {
                Skip();
            } else {
                out_ += is_first ? "" : ",";
                is_first = false;
                out_ += json_.substr(key_start, at_ - key_start);
                Value(wanted->second.get());
            }
            if (Peek() == ',') {
                ++at_;
            }
        }
        ++at_;
        if (is_first) {
            out_.replace(out_start, std::string::npos, "[]");
        } else {
            out_ += '}';
        }
    }

    void SkipString() {
        for (++at_; Peek() != '"'; ++at_) {
            if (Peek() == '\\') {
                ++at_;
            }
        }
        ++at_;
    }

    // One value, without recursion.
    void Skip() {
        int depth = 0;
        do {
            const char c = Peek();
            if (c == '"') {
                SkipString();
            } else if (c == '{' || c == '[') {
                ++depth;
                ++at_;
            } else if (c == '}' || c == ']') {
                --depth;
                ++at_;
            } else if (depth > 0 && (c == ',' || c == ':')) {
                ++at_;
            } else {
                at_ = std::min(json_.find_first_of(",]}", at_), json_.size());
            }
        } while (depth > 0);
    }

    std::string_view json_;
    std::size_t at_ = 0;
    std::string out_;
};

}  // namespace

std::optional<FieldTree> ParseFields(std::string_view text) {
    FieldTree root;
    std::vector<FieldTree*> open{&root};
    std::string name;
    const auto close_name = [&] {
        if (!name.empty()) {
            open.back()->names.try_emplace(std::move(name));
        }
        name.clear();
    };
    for (const char c : text) {
        if (IsWordCharacter(c)) {
            name += c;
        } else if (c == ',') {
            close_name();
        } else if (c == '[') {
            if (name.empty() ||
                open.size() >= static_cast<std::size_t>(base::limits::kJsonDepthMax)) {
                return std::nullopt;
            }
            auto& subtree = open.back()->names[name];
            name.clear();
            if (!subtree) {
                subtree = std::make_unique<FieldTree>();
            }
            open.push_back(subtree.get());
        } else if (c == ']') {
            close_name();
            open.pop_back();
            if (open.empty()) {
                return std::nullopt;
            }
        } else {
            return std::nullopt;
        }
    }
    close_name();
    if (open.size() != 1 || root.names.empty()) {
        return std::nullopt;
    }
    return root;
}

std::string KeepFields(const FieldTree& fields, std::string_view json) {
    return Keeper(json).Run(fields);
}

}  // namespace orderyard::api::rest

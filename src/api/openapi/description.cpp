// One line, one fact.
#include "api/openapi/description.hpp"

#include <stdexcept>

#include "base/text.hpp"

namespace orderyard::api::openapi {
namespace {

[[noreturn]] void Refuse(std::string_view line) {
    throw std::logic_error("a description of a route has the line: " + std::string(line));
}

// Cuts the first word off.
std::string TakeWord(std::string_view& rest) {
    rest = base::Trim(rest);
    const std::size_t end = std::min(rest.find(' '), rest.size());
    std::string word(rest.substr(0, end));
    rest = base::Trim(rest.substr(end));
    return word;
}

Field ReadField(std::string_view line) {
    std::string_view rest = line.substr(1);
    Field field;
    field.name = TakeWord(rest);
    field.type = TakeWord(rest);
    field.text = std::string(rest);
    if (field.type.empty()) {
        Refuse(line);
    }
    if (field.type.back() == '!') {
        field.is_required = true;
        field.type.pop_back();
    }
    return field;
}

Field ReadVariable(std::string_view line, const std::string& pattern) {
    Field field = ReadField(line);
    if (pattern.find("{" + field.name + "}") == std::string::npos) {
        Refuse(line);
    }
    return field;
}

Description ReadHead(std::string_view line) {
    std::string_view rest = line;
    Description made;
    made.method = TakeWord(rest);
    made.pattern = std::string(rest);
    if (!made.pattern.starts_with('/')) {
        Refuse(line);
    }
    return made;
}

void ReadSuccess(std::string_view line, Description& made) {
    std::string_view rest = line.substr(1);
    const auto status = base::ParseInt(TakeWord(rest));
    if (!status) {
        Refuse(line);
    }
    made.success = static_cast<int>(*status);
    if (!rest.empty()) {
        made.media_type = std::string(rest);
    }
}

void ReadLine(std::string_view line, std::vector<Description>& all) {
    const bool is_head = line.front() >= 'A' && line.front() <= 'Z';
    if (is_head) {
        all.push_back(ReadHead(line));
        return;
    }
    if (all.empty()) {
        Refuse(line);
    }
    Description& made = all.back();
    switch (line.front()) {
        case ':': {
            const std::string_view more = base::Trim(line.substr(1));
            made.summary += (made.summary.empty() ? "" : " ") + std::string(more);
            return;
        }
        case '@': made.path.push_back(ReadVariable(line, made.pattern)); return;
        case '?':
            if (line == "?criteria") {
                made.takes_criteria = true;
            } else {
                made.query.push_back(ReadField(line));
            }
            return;
        case '>': made.body.push_back(ReadField(line)); return;
        case '=': ReadSuccess(line, made); return;
        default: Refuse(line);
    }
}

}  // namespace

std::vector<Description> ParseDescriptions(std::string_view text) {
    std::vector<Description> all;
    for (const std::string& each : base::Split(std::string(text), '\n')) {
        const std::string_view line = base::Trim(each);
        if (!line.empty()) {
            ReadLine(line, all);
        }
    }
    return all;
}

}  // namespace orderyard::api::openapi

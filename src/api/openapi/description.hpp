// What a route is for, in a few lines of text beside its table of routes:
//
//     POST /api/v1/orders/{id}/hold
//     : Holds an order until somebody lets it go.
//     ? page int from 1
//     > reason text! why it is held
//     = 201
//
// ":" what it does, "@" a variable of the path that is not what its name says, "?" a parameter of
// the query, ">" a member of the body ("!": required), "=" the status of success when it is not
// 200, and its media type when it is not JSON; "?criteria" stands for Magento's searchCriteria.
// Types: text, int, number, bool, date, instant, decimal, money, object, any, list(TYPE), or words
// with bars between them: open|closed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace orderyard::api::openapi {

struct Field {
    std::string name;
    std::string type;
    std::string text;
    bool is_required = false;
};

struct Description {
    std::string method;   // "GET"
    std::string pattern;  // "/api/v1/orders/{id}", "/rest/V1/orders"
    std::string summary;
    std::vector<Field> path;
    std::vector<Field> query;
    std::vector<Field> body;
    bool takes_criteria = false;
    int success = 200;
    std::string media_type = "application/json";
};

// Throws std::logic_error naming the line: the text is ours.
std::vector<Description> ParseDescriptions(std::string_view text);

// Those of all routes. The texts stand beside the tables of routes; add yours in descriptions.cpp.
const std::vector<Description>& Descriptions();

}  // namespace orderyard::api::openapi

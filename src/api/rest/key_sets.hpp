// For tests: compares the keys of an object of an answer with those Magento declares.
#pragma once

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <set>
#include <string>

#include "base/text.hpp"

namespace orderyard::api::rest {

using Keys = std::set<std::string>;

inline Keys Words(std::string_view words) {
    Keys keys;
    for (const std::string& word : base::Split(words, ' ')) {
        if (!word.empty())
            keys.insert(word);
    }
    return keys;
}

inline Keys KeysOf(const boost::json::value& object) {
    Keys keys;
    for (const auto& member : object.as_object()) {
        EXPECT_TRUE(keys.insert(std::string(member.key())).second) << "twice: " << member.key();
    }
    return keys;
}

inline Keys Without(Keys from, const Keys& taken) {
    for (const std::string& key : taken)
        from.erase(key);
    return from;
}

inline void ExpectKeys(const boost::json::value& object, const char* always, const char* omitted,
                       const char* what) {
    const Keys keys = KeysOf(object);
    EXPECT_EQ(Without(Words(always), keys), Keys{}) << what << " lacks keys that are always there";
    Keys known = Words(always);
    known.merge(Words(omitted));
    known.insert("extension_attributes");
    EXPECT_EQ(Without(keys, known), Keys{}) << what << " has keys Magento does not know";
    for (const auto& member : object.as_object()) {
        if (member.value().is_null()) {
            EXPECT_TRUE(Words(always).contains(std::string(member.key())))
                << what << ": " << member.key() << " must be left out rather than null";
        }
    }
}

}  // namespace orderyard::api::rest

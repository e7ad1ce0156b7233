// Who a request is from, and that nobody can choose it.
#include "http/trusted_proxies.hpp"

#include <gtest/gtest.h>

namespace orderyard::http {
namespace {

TrustedProxies Proxies(const char* text = "10.0.0.0/8, 127.0.0.1, fd00::/8") {
    return TrustedProxies::Parse(text).value();
}

// `forwarded`: the values of X-Forwarded-For headers, in the order they came.
std::string Client(const TrustedProxies& proxies, const std::string& peer,
                   const std::vector<std::string>& forwarded) {
    std::vector<Header> headers{{"Host", "yard.test"}};
    for (const std::string& value : forwarded) {
        headers.push_back({"x-forwarded-for", value});
    }
    return proxies.ClientOf(peer, headers);
}

TEST(TrustedProxies, WithoutAnyTheHeaderIsIgnored) {
    EXPECT_EQ(Client({}, "10.0.0.1", {"198.51.100.1"}), "10.0.0.1");
    EXPECT_EQ(Client(Proxies(""), "127.0.0.1", {"198.51.100.1"}), "127.0.0.1");
}

TEST(TrustedProxies, StrangersAreNotBelieved) {
    EXPECT_EQ(Client(Proxies(), "192.0.2.9", {"198.51.100.1"}), "192.0.2.9");
    EXPECT_EQ(Client(Proxies(), "192.0.2.9", {"10.0.0.1"}), "192.0.2.9");
    EXPECT_EQ(Client(Proxies(), "11.0.0.1", {"198.51.100.1"}), "11.0.0.1");
}

TEST(TrustedProxies, TheRightMostAddressThatIsNoProxyIsTheClient) {
    struct Case {
        std::vector<std::string> forwarded;
        const char* client;
    };
    for (const auto& [forwarded, client] : std::vector<Case>{
             {{}, "10.0.0.1"},
             {{"198.51.100.1"}, "198.51.100.1"},
             {{"203.0.113.5, 198.51.100.1"}, "198.51.100.1"},  // the left one: by the client itself
             {{"203.0.113.5, 198.51.100.1, 10.0.0.2 ,127.0.0.1"}, "198.51.100.1"},
             {{"203.0.113.5", "198.51.100.1"}, "198.51.100.1"},  // two headers are one list
             {{"203.0.113.5, 10.0.0.9", "10.0.0.2"}, "203.0.113.5"},
             {{"10.0.0.3, 10.0.0.2"}, "10.0.0.3"},  // all are trusted: the first of them
             {{"2001:db8::7, fd12::1"}, "2001:db8::7"},
             {{"2001:DB8:0:0::7"}, "2001:db8::7"},
             {{"198.51.100.1:4711"}, "198.51.100.1"},
             {{"[2001:db8::7]:4711"}, "2001:db8::7"},
             {{"[2001:db8::7]"}, "2001:db8::7"},
             {{"::ffff:198.51.100.1"}, "198.51.100.1"},
             {{"198.51.100.1, ::ffff:10.0.0.2"}, "198.51.100.1"}}) {
        EXPECT_EQ(Client(Proxies(), "10.0.0.1", forwarded), client)
            << (forwarded.empty() ? "no header" : forwarded.front());
    }
    EXPECT_EQ(Client(Proxies(), "::ffff:10.0.0.1", {"198.51.100.1"}), "198.51.100.1");
}

TEST(TrustedProxies, WhatIsNoAddressIsNobodysAddress) {
    for (const char* forwarded :
         {"unknown", "", "_hidden", "198.51.100.1,", "198.51.100.1, ,", "198.51.100.1, x", "1.2.3",
          "fe80::1%eth0", "[::1", "1.2.3.4.5", "'; DROP TABLE audit_entry", "\xC3\x28"}) {
        EXPECT_EQ(Client(Proxies(), "10.0.0.1", {forwarded}), "10.0.0.1") << forwarded;
    }
    EXPECT_EQ(Client(Proxies(), "10.0.0.1", {"203.0.113.5, unknown, 10.0.0.2"}), "10.0.0.2");
    EXPECT_EQ(Client(Proxies(), "10.0.0.1", {std::string(5'000, '1')}), "10.0.0.1");
}

TEST(TrustedProxies, NetworksEndWhereTheyShould) {
    const auto proxies = Proxies("172.16.0.0/12 192.0.2.128/25 2001:db8:8000::/33 198.51.100.7/32");
    for (const char* inside : {"172.16.0.0", "172.31.255.255", "192.0.2.128", "192.0.2.255",
                               "2001:db8:8000::", "2001:db8:ffff::1", "198.51.100.7"}) {
        EXPECT_TRUE(proxies.IsTrusted(inside)) << inside;
    }
    for (const char* outside : {"172.15.255.255", "172.32.0.0", "192.0.2.127", "198.51.100.6",
                                "2001:db8:7fff::1", "2001:db9:8000::", "::ac10:0", ""}) {
        EXPECT_FALSE(proxies.IsTrusted(outside)) << outside;
    }
}

TEST(TrustedProxies, BadEntriesAreNamed) {
    for (const char* text : {"10.0.0.0/33", "10.0.0.0/", "10.0.0.0/x", "proxy.example.com", "10.0",
                             "fd00::/129", "0.0.0.0/0", "::/0", "10.0.0.0/-1", "fe80::1%eth0"}) {
        const auto parsed = TrustedProxies::Parse(std::string("127.0.0.1, ") + text);
        ASSERT_FALSE(parsed) << text;
        EXPECT_NE(parsed.error().Text().find(text), std::string::npos) << text;
    }
    EXPECT_TRUE(TrustedProxies::Parse("  ").value().IsEmpty());
}

}  // namespace
}  // namespace orderyard::http

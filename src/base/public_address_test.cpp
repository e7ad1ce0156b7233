// What is inside, in all notations.
#include "base/public_address.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>

#include <cstring>
#include <string>

namespace orderyard::base {
namespace {

bool IsPublic(const std::string& text) {
    sockaddr_storage storage{};
    if (text.find(':') == std::string::npos) {
        sockaddr_in v4{};
        v4.sin_family = AF_INET;
        EXPECT_EQ(inet_pton(AF_INET, text.c_str(), &v4.sin_addr), 1) << text;
        std::memcpy(&storage, &v4, sizeof(v4));
    } else {
        sockaddr_in6 v6{};
        v6.sin6_family = AF_INET6;
        EXPECT_EQ(inet_pton(AF_INET6, text.c_str(), &v6.sin6_addr), 1) << text;
        std::memcpy(&storage, &v6, sizeof(v6));
    }
    return IsPublicAddress(reinterpret_cast<const sockaddr&>(storage));
}

TEST(IsPublicAddress, RefusesEverythingInside) {
    for (const char* text : {"0.0.0.0",
                             "10.0.0.1",
                             "10.255.255.255",
                             "100.64.0.1",
                             "100.127.255.255",
                             "127.0.0.1",
                             "127.9.9.9",
                             "169.254.169.254",
                             "172.16.0.1",
                             "172.31.255.255",
                             "192.0.0.8",
                             "192.0.2.1",
                             "192.168.1.1",
                             "198.18.0.1",
                             "198.19.255.255",
                             "198.51.100.7",
                             "203.0.113.9",
                             "224.0.0.1",
                             "240.0.0.1",
                             "255.255.255.255",
                             "::",
                             "::1",
                             "fc00::1",
                             "fd12:3456::1",
                             "fe80::1",
                             "ff02::1",
                             "2001:db8::1",
                             "2001::1",
                             "2002:7f00:1::",
                             "::ffff:10.0.0.1",
                             "64:ff9b::a00:1",
                             "::ffff:127.0.0.1"}) {
        EXPECT_FALSE(IsPublic(text)) << text;
    }
}

TEST(IsPublicAddress, LetsThePublicNetPass) {
    for (const char* text :
         {"1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "172.15.0.1",
          "172.32.0.1", "192.167.0.1", "198.17.0.1", "198.20.0.1", "223.255.255.255",
          "2606:4700::1111", "2a00:1450::1", "::ffff:1.1.1.1", "2001:4860:4860::8888"}) {
        EXPECT_TRUE(IsPublic(text)) << text;
    }
}

TEST(MayBePublicHost, ReadsAddressesAsThoseWhoOpenConnections) {
    for (const char* host : {"",
                             "127.0.0.1",
                             "127.1",
                             "2130706433",
                             "0x7f.0.0.1",
                             "0177.0.0.1",
                             "10.0.0.7",
                             "169.254.169.254",
                             "0",
                             "[::1]",
                             "[fd00::1]",
                             "[::ffff:10.0.0.1]",
                             "[fe80::1%25eth0]",
                             "[1.1.1.1]",
                             "[::1",
                             "localhost",
                             "LocalHost",
                             "localhost.",
                             "127.0.0.1.",
                             "api.localhost",
                             "%31%32%37.0.0.1"}) {
        EXPECT_FALSE(MayBePublicHost(host)) << host;
    }
    for (const char* host :
         {"hooks.example.com", "hooks.example.com.", "1.1.1.1", "[2606:4700::1111]",
          "127.0.0.1.example.com", "localhost.example.com"}) {
        EXPECT_TRUE(MayBePublicHost(host)) << host;
    }
}

}  // namespace
}  // namespace orderyard::base

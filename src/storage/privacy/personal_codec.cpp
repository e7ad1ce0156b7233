// One list of fields serves both directions (Walk), so that writing and reading cannot drift apart.
#include "storage/privacy/personal_codec.hpp"

#include <cstdint>
#include <stdexcept>
#include <utility>
#include <vector>

namespace orderyard::storage {

namespace {

constexpr char kFormat = 1;

class Encoder {
  public:
    void Count(std::uint64_t n) {
        for (; n >= 0x80; n >>= 7U) {
            bytes.push_back(static_cast<char>(0x80U | (n & 0x7FU)));
        }
        bytes.push_back(static_cast<char>(n));
    }
    void Text(const std::string& text) {
        Count(text.size());
        bytes += text;
    }
    template <class T, class Each>
    void List(const std::vector<T>& list, Each each) {
        Count(list.size());
        for (const T& element : list) {
            each(element);
        }
    }

    std::string bytes;
};

class Decoder {
  public:
    explicit Decoder(std::string_view bytes) : rest_(bytes) {}

    void Text(std::string& text) {
        const std::uint64_t size = Count();
        Require(size <= rest_.size());
        text = rest_.substr(0, size);
        rest_.remove_prefix(size);
    }
    template <class T, class Each>
    void List(std::vector<T>& list, Each each) {
        const std::uint64_t count = Count();
        Require(count <= rest_.size());  // every element takes a byte at least
        list.resize(count);
        for (T& element : list) {
            each(element);
        }
    }
    void End() const { Require(rest_.empty()); }

  private:
    static void Require(bool condition) {
        if (!condition) {
            throw std::runtime_error("stored personal data is damaged");
        }
    }
    std::uint64_t Count() {
        std::uint64_t n = 0;
        for (unsigned shift = 0; shift < 63; shift += 7) {
            Require(!rest_.empty());
            const auto byte = static_cast<unsigned char>(rest_.front());
            rest_.remove_prefix(1);
            n |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
            if (byte < 0x80) {
                return n;
            }
        }
        Require(false);
        return 0;
    }

    std::string_view rest_;
};

template <class Coder, class Pairs>
void WalkPairs(Coder& coder, Pairs& pairs) {
    coder.List(pairs, [&](auto& pair) {
        coder.Text(pair.first);
        coder.Text(pair.second);
    });
}

template <class Coder, class Address>
void WalkAddress(Coder& coder, Address& address) {
    coder.Text(address.name);
    coder.Text(address.company);
    coder.List(address.lines, [&](auto& line) { coder.Text(line); });
    coder.Text(address.postal_code);
    coder.Text(address.phone);
    WalkPairs(coder, address.extended);
}

template <class Coder, class Data>
void Walk(Coder& coder, Data& data) {
    coder.Text(data.buyer_name);
    coder.Text(data.buyer_email);
    coder.Text(data.buyer_company);
    coder.Text(data.purchase_order_number);
    WalkAddress(coder, data.shipping);
    WalkAddress(coder, data.billing);
    coder.Text(data.drop_off_location);
    coder.Text(data.delivery_instruction);
    coder.List(data.tax_registrations, [&](auto& tax) {
        coder.Text(tax.entity);
        coder.Text(tax.legal_name);
        coder.Text(tax.kind);
        coder.Text(tax.number);
        WalkPairs(coder, tax.attributes);
        WalkAddress(coder, tax.address);
        coder.Text(tax.address_city);
        coder.Text(tax.address_region);
        coder.Text(tax.address_country);
    });
    coder.List(data.items, [&](auto& item) {
        coder.Text(item.channel_item_number);
        coder.Text(item.gift_message);
        coder.Text(item.customized_url);
        coder.Text(item.cancel_request_reason);
        coder.Text(item.cancel_reason);
    });
    coder.List(data.corrected.lines, [&](auto& line) { coder.Text(line); });
    coder.Text(data.corrected.city);
    coder.Text(data.corrected.region);
    coder.Text(data.corrected.postal_code);
    coder.Text(data.corrected.country_code);
}

}  // namespace

std::string EncodePersonalData(const domain::PersonalData& data) {
    Encoder encoder;
    encoder.bytes.push_back(kFormat);
    Walk(encoder, data);
    return std::move(encoder.bytes);
}

domain::PersonalData DecodePersonalData(std::string_view bytes) {
    if (bytes.empty() || bytes.front() != kFormat) {
        throw std::runtime_error("stored personal data has an unknown format");
    }
    Decoder decoder(bytes.substr(1));
    domain::PersonalData data;
    Walk(decoder, data);
    decoder.End();
    return data;
}

}  // namespace orderyard::storage

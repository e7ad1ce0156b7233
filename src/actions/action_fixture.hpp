// For tests of this room: a database of either engine with one connected store, and short ways to
// feed it.
#pragma once

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "actions/apply_channel_order.hpp"
#include "actions/connect_store.hpp"
#include "base/crypto.hpp"
#include "domain/channel/channel_fixture.hpp"
#include "ports/channel_order_store.hpp"
#include "ports/order_store.hpp"
#include "ports/product_store.hpp"
#include "storage/database_fixture.hpp"

namespace orderyard::actions {

using storage::TestEngine;  // for ORDERYARD_ON_BOTH_ENGINES
using storage::TestEngineName;

class FixedClock : public ports::Clock {
  public:
    base::Instant Now() const override { return now; }
    std::int64_t MonotonicMillis() const override { return now.micros / 1'000; }
    base::Instant now = base::Instant::FromSeconds(1'700'100'000);
};

class ActionTest : public storage::DatabaseTest {
  protected:
    void SetUp() override {
        storage::DatabaseTest::SetUp();
        if (!IsSkipped()) {
            Connect({});
        }
    }

    void Connect(const domain::StoreSettings& settings, const std::string& code = "acme") {
        domain::Store wanted;
        wanted.code = code;
        wanted.name = "Acme";
        wanted.region = "eu";
        wanted.seller_id = "SELLER-" + code;
        wanted.api_url = "https://api.example";
        wanted.token_url = "https://token.example";
        wanted.settings = settings;
        const auto connected =
            ConnectStore(database(), clock, wanted, {"client", "secret", "refresh"});
        ASSERT_TRUE(connected) << connected.error().Text();
        store = *connected;
    }

    void Stock(const std::string& sku, std::int64_t on_hand) {
        database().Write([&](ports::Transaction& tx) {
            domain::Product product;
            product.sku = sku;
            product.name = sku;
            tx.products().Insert(product);
            domain::StockMove move;
            move.product_id = product.id;
            move.on_hand = on_hand;
            move.reason = domain::StockReason::kImport;
            tx.products().Apply(move, clock.Now());
        });
    }

    domain::Product Product(const std::string& sku) {
        domain::Product product;
        database().Read(
            [&](ports::Transaction& tx) { product = tx.products().FindBySku(sku).value(); });
        return product;
    }

    // As the sync would: the hash stands for the content.
    ApplyOutcome Apply(domain::ChannelOrder order, const std::string& content,
                       bool is_authoritative = false) {
        IncomingChannelOrder incoming;
        incoming.order = std::move(order);
        incoming.order.id = {};
        incoming.content_hash = base::Sha256(content);
        incoming.payload = "{\"content\":\"" + content + "\"}";
        incoming.is_authoritative = is_authoritative;
        ApplyOutcome outcome{};
        database().Write([&](ports::Transaction& tx) {
            outcome = ApplyChannelOrder(tx, store, incoming, clock.Now());
        });
        return outcome;
    }

    std::optional<domain::Order> OrderOf(const std::string& channel_number) {
        std::optional<domain::Order> order;
        database().Read([&](ports::Transaction& tx) {
            if (const auto head = tx.channel_orders().FindHead(store.id, channel_number)) {
                if (const auto id = tx.orders().FindByChannelOrder(head->id)) {
                    order = tx.orders().Load(*id);
                }
            }
        });
        return order;
    }

    std::int64_t OrderCount() {
        std::int64_t count = 0;
        database().Read([&](ports::Transaction& tx) { count = tx.orders().Count(); });
        return count;
    }

    FixedClock clock;
    domain::Store store;
};

}  // namespace orderyard::actions

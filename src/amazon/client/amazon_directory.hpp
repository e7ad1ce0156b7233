// Amazon as the shop may ask about it: its marketplaces, regions and carriers, and the connection
// doctor, which asks for every operation we use in a way that changes nothing there.
#pragma once

#include <memory>

#include "amazon/client/orders_client.hpp"
#include "ports/channel_directory.hpp"

namespace orderyard::amazon {

class AmazonDirectory final : public ports::ChannelDirectory {
  public:
    // All must outlive it.
    AmazonDirectory(std::shared_ptr<CallLine> line, ports::Database& database)
        : line_(std::move(line)), database_(database) {}

    std::vector<ports::ChannelMarketplace> Marketplaces() const override;
    std::vector<ports::ChannelRegion> Regions() const override;
    std::vector<ports::ChannelCarrier> Carriers() const override;
    // Operations about one order are asked about an order of the store's that we have; without one
    // they are not tried.
    std::vector<ports::ChannelProbe> Probe(const domain::Store& store,
                                           std::stop_token stop) override;
    base::Result<std::vector<std::string>> MessagesFor(const domain::Store& store,
                                                       const std::string& number,
                                                       const std::string& marketplace,
                                                       std::stop_token stop) override;

  private:
    std::shared_ptr<CallLine> line_;
    ports::Database& database_;
};

}  // namespace orderyard::amazon

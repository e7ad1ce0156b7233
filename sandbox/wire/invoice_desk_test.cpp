// The feed of invoices: what is taken, and each refusal in Amazon's words.
#include "sandbox/wire/invoice_desk.hpp"

#include <gtest/gtest.h>

#include "sandbox/feed_rig.hpp"

namespace orderyard::sandbox {
namespace {

namespace json = boost::json;

constexpr const char* kOrder = "302-3333333-0000001";
constexpr const char* kGermany = "A1PA6795UKMFR9";
const std::string kPdf = "%PDF-1.7\n...\n%%EOF\n";

struct InvoiceRig : FeedRig {
    InvoiceRig() : FeedRig("", TwoMarketplaces()) {
        Place(std::string(R"({"order_id":")") + kOrder +
              R"(","marketplace":"DE","lines":[{"quantity":1,"unit_price":"10.00"}]})");
        EXPECT_EQ(Post("orders/" + std::string(kOrder) + "/ship").status, 200);
        EXPECT_EQ(Post("orders/" + std::string(kFeedOrder) + "/ship").status, 200);
    }
    static SandboxOptions TwoMarketplaces() {
        SandboxOptions options = Defaults();
        options.marketplaces = {"US", "DE"};
        return options;
    }
    std::string Give(const std::string& pdf, json::object metadata,
                     const std::string& marketplace_id = kGermany) {
        const json::object document = Parse(Json(http::Method::kPost, "/feeds/2021-06-30/documents",
                                                 {{"contentType", "application/pdf"}}));
        EXPECT_EQ(Put(std::string(document.at("url").as_string()), pdf,
                      {{"content-type", "application/pdf"}})
                      .status,
                  200);
        const http::Response created = Json(http::Method::kPost, "/feeds/2021-06-30/feeds",
                                            {{"feedType", kInvoiceFeed},
                                             {"marketplaceIds", json::array{marketplace_id}},
                                             {"inputFeedDocumentId", document.at("feedDocumentId")},
                                             {"feedOptions", std::move(metadata)}});
        EXPECT_EQ(created.status, 202) << created.body;
        Pass(61);
        return Report(std::string(Parse(created).at("feedId").as_string()));
    }
    static json::object Options(const std::string& number, const std::string& order = kOrder) {
        return {{"metadata:orderid", order},
                {"metadata:invoicenumber", number},
                {"metadata:documenttype", "Invoice"}};
    }
    // The code of the only refusal; 0: taken.
    int CodeOf(const std::string& report) {
        const auto line = report.rfind("\n1\t\t");
        return line == std::string::npos ? 0 : std::stoi(report.substr(line + 4));
    }
};

TEST(InvoiceDesk, TakesOneOfANumberAndShowsIt) {
    InvoiceRig rig;
    json::object options = InvoiceRig::Options("R-1");
    options["metadata:totalAmount"] = "10.00";
    options["metadata:totalvatamount"] = "1.60";
    const std::string report = rig.Give(kPdf, options);
    EXPECT_EQ(report,
              "Feed Processing Summary:\n\tNumber of records processed\t\t1\n"
              "\tNumber of records successful\t\t1\n\n"
              "original-record-number\tsku\terror-code\terror-type\terror-message\n");
    const json::object truth = rig.Truth(kOrder);
    const auto& held = truth.at("invoices").as_array();
    ASSERT_EQ(held.size(), 1u);
    EXPECT_EQ(held[0].at("number"), "R-1");
    EXPECT_EQ(held[0].at("total_vat_amount"), "1.60");
    EXPECT_EQ(std::string(held[0].at("sha256").as_string()), base::Hex(base::Sha256(kPdf)));
    EXPECT_EQ(rig.Harm(), "[]");
    EXPECT_EQ(rig.CodeOf(rig.Give(kPdf + " ", InvoiceRig::Options("R-1"))), 79535);
    EXPECT_NE(rig.Harm().find("invoice_uploaded_twice"), std::string::npos);
    EXPECT_EQ(rig.CodeOf(rig.Give(kPdf, InvoiceRig::Options("R-2"))), 0);
}

TEST(InvoiceDesk, RefusesWhatAmazonWould) {
    InvoiceRig rig;
    EXPECT_EQ(rig.CodeOf(rig.Give("<html>", InvoiceRig::Options("R-1"))), 79503);
    EXPECT_EQ(rig.CodeOf(rig.Give("%PDF-1.7 cut", InvoiceRig::Options("R-1"))), 79503);
    EXPECT_EQ(rig.CodeOf(rig.Give(kPdf, {{"OrderId", kOrder}})), 79513);
    EXPECT_EQ(rig.CodeOf(rig.Give(kPdf, {{"metadata:orderid", kOrder}})), 79513);
    EXPECT_EQ(rig.CodeOf(rig.Give(kPdf, InvoiceRig::Options("R-1", "302-9"))), 79530);
    EXPECT_EQ(rig.CodeOf(rig.Give(kPdf, InvoiceRig::Options("R-1"), "ATVPDKIKX0DER")), 79530);
    EXPECT_EQ(rig.CodeOf(rig.Give(kPdf, InvoiceRig::Options("R-1", kFeedOrder), "ATVPDKIKX0DER")),
              79525);
    json::object odd = InvoiceRig::Options("R-1");
    odd["metadata:documenttype"] = "Receipt";
    EXPECT_EQ(rig.CodeOf(rig.Give(kPdf, odd)), 79532);
    json::object note = InvoiceRig::Options("R-1");
    note["metadata:documenttype"] = "CreditNote";
    EXPECT_EQ(rig.CodeOf(rig.Give(kPdf, note)), 79533);
    json::object sums = InvoiceRig::Options("R-1");
    sums["metadata:totalamount"] = "1.00";
    sums["metadata:totalvatamount"] = "2.00";
    EXPECT_EQ(rig.CodeOf(rig.Give(kPdf, sums)), 79534);
    EXPECT_TRUE(rig.Truth(kOrder).at("invoices").as_array().empty());
    EXPECT_EQ(rig.Post("settings", R"({"generates_invoices":true})").status, 200);
    EXPECT_EQ(rig.CodeOf(rig.Give(kPdf, InvoiceRig::Options("R-1"))), 79525);
}

}  // namespace
}  // namespace orderyard::sandbox

// HTTPS end to end, with a certificate made on the spot.
#include <gtest/gtest.h>
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <cstdio>
#include <memory>

#include "http/server.hpp"
#include "http/test_client.hpp"

namespace orderyard::http {
namespace {

using testing::TestClient;

struct Files {
    std::string certificate;
    std::string key;
};

// A self-signed certificate for "localhost", valid for an hour.
Files MakeCertificate() {
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_EC_gen("P-256"),
                                                                  EVP_PKEY_free);
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(X509_new(), X509_free);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -60);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3'600);
    X509_set_pubkey(certificate.get(), key.get());
    X509_NAME* name = X509_get_subject_name(certificate.get());
    const std::string host = "localhost";
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>(host.data()), -1, -1, 0);
    X509_set_issuer_name(certificate.get(), name);
    X509_sign(certificate.get(), key.get(), EVP_sha256());

    const std::string stem = ::testing::TempDir() + "http_tls_" + std::to_string(::getpid());
    Files files{stem + ".cert.pem", stem + ".key.pem"};
    std::FILE* out = std::fopen(files.certificate.c_str(), "w");
    PEM_write_X509(out, certificate.get());
    std::fclose(out);
    out = std::fopen(files.key.c_str(), "w");
    PEM_write_PrivateKey(out, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    std::fclose(out);
    return files;
}

class TlsTest : public ::testing::Test {
  protected:
    TlsTest() : files_(MakeCertificate()) {
        ServerOptions options;
        options.access_log = false;
        options.header_seconds = 1;
        options.tls_certificate_file = files_.certificate;
        options.tls_key_file = files_.key;
        server_ = std::make_unique<Server>(options, [](const Request& request) {
            return TextResponse(200, request.path + std::string(100'000, 'x'));
        });
        const auto started = server_->Start();
        EXPECT_TRUE(started) << started.error().message;
    }
    ~TlsTest() override {
        server_.reset();
        std::remove(files_.certificate.c_str());
        std::remove(files_.key.c_str());
    }

    Files files_;
    std::unique_ptr<Server> server_;
};

struct TlsClient {
    TestClient tcp;
    std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context{SSL_CTX_new(TLS_client_method()),
                                                              SSL_CTX_free};
    std::unique_ptr<SSL, decltype(&SSL_free)> ssl{nullptr, SSL_free};

    explicit TlsClient(std::uint16_t port) : tcp(port) {}

    bool Handshake(int version_max) {
        SSL_CTX_set_security_level(context.get(),
                                   0);  // let this client offer what the server must refuse
        SSL_CTX_set_max_proto_version(context.get(), version_max);
        ssl.reset(SSL_new(context.get()));
        SSL_set_fd(ssl.get(), tcp.socket());
        return SSL_connect(ssl.get()) == 1;
    }
    void Send(std::string_view bytes) const {
        SSL_write(ssl.get(), bytes.data(), static_cast<int>(bytes.size()));
    }
    // Until so many bytes have come or the server closes.
    std::string Receive(std::size_t bytes_max) const {
        std::string received;
        char bytes[8'192];
        while (received.size() < bytes_max) {
            const int count = SSL_read(ssl.get(), bytes, sizeof(bytes));
            if (count <= 0) {
                break;
            }
            received.append(bytes, static_cast<std::size_t>(count));
        }
        return received;
    }
};

TEST_F(TlsTest, AnswersOverTls) {
    EXPECT_TRUE(server_->BaseUrl().starts_with("https://127.0.0.1:"));
    TlsClient client(server_->port());
    ASSERT_TRUE(client.Handshake(TLS1_3_VERSION));
    client.Send("GET /one HTTP/1.1\r\nHost: a\r\n\r\n");
    const std::string first = client.Receive(100'004);
    EXPECT_TRUE(first.starts_with("HTTP/1.1 200 OK\r\n"));
    client.Send("GET /two HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    const std::string rest = client.Receive(std::string::npos);
    EXPECT_NE(rest.find("\r\n\r\n/twoxxx"), std::string::npos) << "kept the connection";
    EXPECT_EQ(SSL_get_shutdown(client.ssl.get()) & SSL_RECEIVED_SHUTDOWN, SSL_RECEIVED_SHUTDOWN)
        << "ends with close_notify, so that nobody can cut an answer short unseen";
}

TEST_F(TlsTest, RefusesOldVersionsAndPlainText) {
    EXPECT_FALSE(TlsClient(server_->port()).Handshake(TLS1_1_VERSION));
    EXPECT_TRUE(TlsClient(server_->port()).Handshake(TLS1_2_VERSION));
    TestClient plain(server_->port());
    plain.Send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(plain.ReceiveAll().find("HTTP/1.1 200"), std::string::npos);
    TestClient silent(server_->port());
    EXPECT_TRUE(silent.IsEnded()) << "a handshake that never comes is cut off";
}

TEST_F(TlsTest, RefusesWithAnAnswer) {
    TlsClient client(server_->port());
    ASSERT_TRUE(client.Handshake(TLS1_3_VERSION));
    client.Send("GET / HTTP/1.1\r\n\r\n");
    EXPECT_NE(client.Receive(std::string::npos).find("bad_host"), std::string::npos);
}

}  // namespace
}  // namespace orderyard::http

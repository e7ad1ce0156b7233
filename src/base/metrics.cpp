// One registry of the process over prometheus-cpp. Families are made on first use; a name used as
// two kinds throws.
#include "base/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <map>
#include <mutex>

namespace orderyard::base {

namespace {

using Labels = std::map<std::string, std::string>;

// From a cached read to a call that ran into its time limit, in seconds.
const prometheus::Histogram::BucketBoundaries kSecondsBuckets = {
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60};

struct Metrics {
    prometheus::Registry registry;
    std::mutex mutex;  // guards the maps; samples themselves are atomic
    std::map<std::string, prometheus::Family<prometheus::Counter>*, std::less<>> counters;
    std::map<std::string, prometheus::Family<prometheus::Gauge>*, std::less<>> gauges;
    std::map<std::string, prometheus::Family<prometheus::Histogram>*, std::less<>> histograms;
};

Metrics& All() {
    static auto* metrics =
        new Metrics;  // never destroyed: threads may count while the process ends
    return *metrics;
}

Labels ToLabels(MetricLabels labels) {
    Labels result;
    for (const auto& [name, value] : labels) {
        result.emplace(name, value);
    }
    return result;
}

template <class Kind, class Builder>
prometheus::Family<Kind>& FamilyOf(
    std::map<std::string, prometheus::Family<Kind>*, std::less<>>& families, std::string_view name,
    Builder builder) {
    Metrics& metrics = All();
    const std::lock_guard lock(metrics.mutex);
    const auto found = families.find(name);
    if (found != families.end()) {
        return *found->second;
    }
    auto& family = builder.Name(std::string(name)).Register(metrics.registry);
    families.emplace(name, &family);
    return family;
}

}  // namespace

void CountMetric(std::string_view name, MetricLabels labels, double by) {
    FamilyOf(All().counters, name, prometheus::BuildCounter()).Add(ToLabels(labels)).Increment(by);
}

void SetMetric(std::string_view name, double value, MetricLabels labels) {
    FamilyOf(All().gauges, name, prometheus::BuildGauge()).Add(ToLabels(labels)).Set(value);
}

void ObserveSeconds(std::string_view name, double seconds, MetricLabels labels) {
    FamilyOf(All().histograms, name, prometheus::BuildHistogram())
        .Add(ToLabels(labels), kSecondsBuckets)
        .Observe(seconds);
}

std::string MetricsText() {
    return prometheus::TextSerializer().Serialize(All().registry.Collect());
}

}  // namespace orderyard::base

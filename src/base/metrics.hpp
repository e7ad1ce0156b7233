// Counters, gauges and histograms of the process, in Prometheus' text form. Names end in units or
// _total.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace orderyard::base {

using MetricLabels = std::initializer_list<std::pair<std::string_view, std::string_view>>;

// Labels must come from small fixed sets (operation, outcome), never ids or text from outside.
void CountMetric(std::string_view name, MetricLabels labels = {}, double by = 1);
void SetMetric(std::string_view name, double value, MetricLabels labels = {});
void ObserveSeconds(std::string_view name, double seconds, MetricLabels labels = {});
std::string MetricsText();  // the exposition format, for /metrics

}  // namespace orderyard::base

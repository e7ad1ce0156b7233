// Only blanks make a carrier's text something other than a code; all else is the domain's to judge.
#include "api/rest/read_track.hpp"

#include "base/text.hpp"

namespace orderyard::api::rest {

domain::TrackRequest ReadTrack(Input& input) {
    domain::TrackRequest track;
    track.number = std::string(base::Trim(input.Text("track_number").value_or("")));
    track.title = std::string(base::Trim(input.Text("title").value_or("")));
    track.carrier_code = std::string(base::Trim(input.Text("carrier_code").value_or("")));
    const bool is_code = !track.carrier_code.empty() &&
                         track.carrier_code.find_first_of(" \t\r\n") == std::string::npos;
    if (!is_code) {
        if (track.title.empty()) {
            track.title = track.carrier_code;
        }
        track.carrier_code = "custom";
    }
    return track;
}

}  // namespace orderyard::api::rest

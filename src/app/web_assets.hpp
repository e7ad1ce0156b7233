// The web app that was built into this binary. Made by web/tools/embed.py.
#pragma once

#include "api/web/asset.hpp"

namespace orderyard::app {

api::web::Assets EmbeddedWebAssets();  // empty: built without

}  // namespace orderyard::app

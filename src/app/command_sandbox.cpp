// orderyard sandbox
#include <iostream>

#include "app/command_support.hpp"
#include "app/commands.hpp"
#include "app/stop_signal.hpp"

namespace orderyard::app {

int RunSandbox(const sandbox::SandboxOptions& options) {
    const StopSignal stop;
    sandbox::Sandbox amazon(options);
    if (const auto started = amazon.Start(); !started) {
        return Report(started.error());
    }
    std::cout << "sandbox on " << amazon.BaseUrl() << "\n"
              << "control on " << amazon.ControlUrl() << std::endl;
    stop.Wait();
    amazon.Stop();
    return kExitDone;
}

}  // namespace orderyard::app

// The command line: reads arguments, calls one command, returns its exit code.
#pragma once

namespace orderyard::app {

// The last door for exceptions of a command: logs once, prints one line, returns 1.
int RunCli(int argc, char** argv);

}  // namespace orderyard::app

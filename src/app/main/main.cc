// The program: everything is in the app room's cli.
#include "app/cli.hpp"

int main(int argc, char** argv) {
    return orderyard::app::RunCli(argc, argv);
}

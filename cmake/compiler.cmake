# Language level, warnings, ccache, linker and sanitizers, the same for every room.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g1")
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1 -DNDEBUG")

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()

find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM)
  add_link_options(-fuse-ld=mold)
endif()

add_compile_options(-Wall -Wextra -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Werror
                    -fstack-protector-strong)
# g++ 12 warns about strings it inlines itself: known false positives at -O2.
add_compile_options(-Wno-restrict -Wno-maybe-uninitialized)
if(NOT CMAKE_BUILD_TYPE STREQUAL "Debug")
  add_compile_options(-D_FORTIFY_SOURCE=2)
endif()
add_link_options(-Wl,-z,relro,-z,now)

set(ORDERYARD_SANITIZE "" CACHE STRING "Comma separated sanitizers, e.g. address,undefined")
if(ORDERYARD_SANITIZE)
  add_compile_options(-fsanitize=${ORDERYARD_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${ORDERYARD_SANITIZE})
  if(ORDERYARD_SANITIZE MATCHES "thread")
    add_compile_options(-Wno-tsan)
  endif()
endif()

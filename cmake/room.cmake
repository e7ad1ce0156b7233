# orderyard_room(base ROOMS a LIBS b): one room = one static library oy_<name> from all .cpp beside
# it, plus one test program <name>_test from all *_test.cpp. The includes are "room/file.hpp",
# rooted at src/ (and at the top for sandbox/).
function(orderyard_room name)
  cmake_parse_arguments(ROOM "" "" "ROOMS;LIBS;TEST_LIBS;TEST_ROOMS" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  list(TRANSFORM ROOM_ROOMS PREPEND oy_)
  list(TRANSFORM ROOM_TEST_ROOMS PREPEND oy_)

  if(sources)
    add_library(oy_${name} STATIC ${sources})
    target_include_directories(oy_${name} PUBLIC ${PROJECT_SOURCE_DIR}/src ${PROJECT_SOURCE_DIR})
    target_link_libraries(oy_${name} PUBLIC ${ROOM_ROOMS} PRIVATE ${ROOM_LIBS})
  else()
    add_library(oy_${name} INTERFACE)
    target_include_directories(oy_${name} INTERFACE ${PROJECT_SOURCE_DIR}/src ${PROJECT_SOURCE_DIR})
    target_link_libraries(oy_${name} INTERFACE ${ROOM_ROOMS} ${ROOM_LIBS})
  endif()

  if(tests)
    add_executable(${name}_test ${tests})
    target_include_directories(${name}_test PRIVATE ${RAPIDCHECK_INCLUDE})
    target_link_libraries(${name}_test PRIVATE oy_${name} ${ROOM_TEST_ROOMS} ${ROOM_LIBS}
                          ${ROOM_TEST_LIBS} GTest::gtest_main GTest::gmock ${RAPIDCHECK_LIBRARY})
    add_test(NAME ${name} COMMAND ${name}_test)
  endif()
endfunction()

# How the folders of generator/ become libraries, and the checks they are built under.

add_library(concordat_flags INTERFACE)
target_compile_options(concordat_flags INTERFACE
  -Wall -Wextra -Werror -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith
  -Wformat=2 -Wno-format-nonliteral -Wundef -Wvla -Wimplicit-fallthrough -Wwrite-strings)
if(CONCORDAT_SANITIZE)
  target_compile_options(concordat_flags INTERFACE
    -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
  target_link_options(concordat_flags INTERFACE -fsanitize=address,undefined)
  target_compile_definitions(concordat_flags INTERFACE ARENA_PASS_THROUGH)
endif()

if(CONCORDAT_FUZZ)
  target_compile_options(concordat_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

# concordat_library(FOLDER SOURCES a.c b.c [STAGES base …] [PACKAGES libxml-2.0 …])
#
# One folder, one static library. Its header is included as "FOLDER/name.h", and
# only by what names it under STAGES (directly or through another): each library
# has an include folder of its own that holds one link, so that an include
# against the flow (DESIGN.md section 4) does not compile.
function(concordat_library folder)
  cmake_parse_arguments(arg "" "" "SOURCES;STAGES;PACKAGES" ${ARGN})
  string(REPLACE "/" "_" name ${folder})
  set(target concordat_${name})
  add_library(${target} STATIC ${arg_SOURCES})

  set(include ${CMAKE_BINARY_DIR}/include/${name})
  get_filename_component(link ${include}/${folder} DIRECTORY)
  file(MAKE_DIRECTORY ${link})
  file(CREATE_LINK ${PROJECT_SOURCE_DIR}/generator/${folder} ${include}/${folder} SYMBOLIC)
  target_include_directories(${target} PUBLIC ${include})

  target_link_libraries(${target} PRIVATE concordat_flags)
  foreach(stage ${arg_STAGES})
    string(REPLACE "/" "_" stage ${stage})
    target_link_libraries(${target} PUBLIC concordat_${stage})
  endforeach()
  foreach(package ${arg_PACKAGES})
    if(NOT TARGET PkgConfig::${package})
      pkg_check_modules(${package} REQUIRED IMPORTED_TARGET GLOBAL ${package})
    endif()
    target_link_libraries(${target} PUBLIC PkgConfig::${package})
  endforeach()
endfunction()

# concordat_unit_test(NAME STAGES base …): tests/unit/NAME_test.c with Check, one CTest case.
function(concordat_unit_test name)
  cmake_parse_arguments(arg "" "" "STAGES" ${ARGN})
  add_executable(${name}_test ${name}_test.c)
  target_link_libraries(${name}_test PRIVATE concordat_flags PkgConfig::check)
  foreach(stage ${arg_STAGES})
    string(REPLACE "/" "_" stage ${stage})
    target_link_libraries(${name}_test PRIVATE concordat_${stage})
  endforeach()
  add_test(NAME unit.${name} COMMAND ${name}_test)
  if(CONCORDAT_SANITIZE)
    set_tests_properties(unit.${name} PROPERTIES ENVIRONMENT CK_FORK=no)
  endif()
endfunction()

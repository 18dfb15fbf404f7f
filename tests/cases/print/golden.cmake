# Transforms NAME.xml, checks the FO with sound.xsl and compares it with NAME.fo. To
# write NAME.fo anew, run the command that `ctest -V -N -R print.theme` prints, with
# -DUPDATE=ON before -P, in this folder.
function(run output)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE result OUTPUT_VARIABLE text ERROR_VARIABLE error)
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "${ARGN}\n${error}")
  endif()
  set(${output} "${text}" PARENT_SCOPE)
endfunction()

set(made ${OUT}/${NAME}.fo)
run(unused ${XMLLINT} --nonet --noout --relaxng ${THEME}/document.rng ${NAME}.xml)
run(unused ${XSLTPROC} --nonet -o ${made}.raw ${THEME}/${STYLESHEET} ${NAME}.xml)
run(unused ${XMLLINT} --nonet --format --output ${made} ${made}.raw)

run(faults ${XSLTPROC} --nonet --stringparam palette ${THEME}/nhs/print/palette.xsl sound.xsl ${made}.raw)
if(NOT faults STREQUAL "")
  message(FATAL_ERROR "${NAME}: the FO is not sound:\n${faults}")
endif()

if(UPDATE)
  file(COPY_FILE ${made} ${CMAKE_CURRENT_LIST_DIR}/${NAME}.fo)
endif()
execute_process(COMMAND diff -u ${CMAKE_CURRENT_LIST_DIR}/${NAME}.fo ${made}
  RESULT_VARIABLE result OUTPUT_VARIABLE difference)
if(NOT result EQUAL 0)
  message(FATAL_ERROR "${NAME}.fo differs:\n${difference}")
endif()

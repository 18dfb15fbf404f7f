# Formats NAME.fo twice: no message, and the same bytes.
foreach(run first second)
  execute_process(COMMAND ${CONCORDAT} fo ${NAME}.fo ${OUT}/${NAME}.${run}
    RESULT_VARIABLE result OUTPUT_VARIABLE text ERROR_VARIABLE error)
  if(NOT result EQUAL 0 OR NOT "${text}${error}" STREQUAL "")
    message(FATAL_ERROR "exit status ${result}\n${text}${error}")
  endif()
  file(SHA256 ${OUT}/${NAME}.${run} ${run})
endforeach()
if(NOT first STREQUAL second)
  message(FATAL_ERROR "two runs gave different bytes")
endif()
file(RENAME ${OUT}/${NAME}.first ${OUT}/${NAME}.pdf)
file(REMOVE ${OUT}/${NAME}.second)

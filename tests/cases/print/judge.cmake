# veraPDF over the PDFs in FOLDER: COUNT of them, each PDF/UA-1 and PDF/A-2a. A file
# without the claim would not be checked for it, so the verdicts are counted.
file(GLOB pdfs ${FOLDER}/*.pdf)
list(LENGTH pdfs count)
if(NOT count EQUAL COUNT)
  message(FATAL_ERROR "${count} PDFs where there should be ${COUNT}")
endif()
if(NOT IS_DIRECTORY ${VERAPDF})
  message("veraPDF is not installed")
  return()
endif()
execute_process(COMMAND java -cp "${VERAPDF}/*" org.verapdf.apps.GreenfieldCliWrapper
    --flavour 0 --format text -v ${pdfs}
  OUTPUT_VARIABLE verdicts ERROR_VARIABLE error)
string(REGEX MATCHALL "PASS [^\n]* (ua1|2a)\n" passed "${verdicts}")
list(LENGTH passed passed)
math(EXPR wanted "2 * ${COUNT}")
if(NOT passed EQUAL wanted)
  message(FATAL_ERROR "${passed} of ${wanted} verdicts are good:\n${verdicts}${error}")
endif()

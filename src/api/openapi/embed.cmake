# cmake -DTEXT=recorded/rest.json -DNAME=kRecordedRest -DOUT=file.cpp -P embed.cmake: a text as a
# constant of the program.
file(READ "${TEXT}" text)
string(LENGTH "${text}" size)
set(pieces "")
set(at 0)
set(step 8000)
while(at LESS size)
  string(SUBSTRING "${text}" ${at} ${step} piece)
  string(APPEND pieces "    R\"oyd(${piece})oyd\"\n")
  math(EXPR at "${at} + ${step}")
endwhile()
file(WRITE "${OUT}"
  "namespace orderyard::api::openapi {\nextern const char* const ${NAME};\n"
  "const char* const ${NAME} =\n${pieces}    \"\";\n}\n")

# The Debian package: `cpack -G DEB` in the build folder, under the umask 022. What the program needs is read from its libraries
# (dpkg-shlibdeps), so it is for the Debian that it was built on.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME lungang)
set(CPACK_PACKAGE_CONTACT "The lungang developers <lungang@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "planner of teacher rotation for education bureaus (轮岗)")
set(CPACK_PACKAGE_DESCRIPTION
  "Reads the roster and the rules of a district, decides who goes where, proves how good the decision is,
recounts every rule, and writes rosters that open in a spreadsheet. In Chinese and English.
lungang-recheck checks the proofs in exact arithmetic.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Files in GBK need this conversion; Debian 13 keeps it apart.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libc-gconv-modules-extra | libc6 (<< 2.40)")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS libopenblas0-serial)
# A font for the Chinese of reports and papers, and a spreadsheet to open rosters: where there is none.
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "fonts-noto-cjk | fonts-wqy-zenhei, libreoffice-calc")
include(CPack)
install(FILES packaging/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})

# Completion of lungang for bash: commands, options, file names, and the words that options take.
# The tables are made from cli/commands.c (cmake --build build/release --target docs).

# lg_reference: bash en
_lungang_commands="solve check verify compare explain whatif replan rehearse letters convert next export template"

# COMMAND -> its options; without a command those of every command
_lungang_options() {
  case $1 in
    solve) echo "-o --proof --limits --anonymous --coarse --lang --time-limit --gap --quiet --verbose --force --umask --version --help -h" ;;
    check) echo "--mark --limits --json --lang --time-limit --gap --quiet --verbose --force --version --help -h" ;;
    verify) echo "-o --proof --anonymous --coarse --lang --time-limit --gap --quiet --verbose --force --umask --version --help -h" ;;
    compare) echo "--json --anonymous --coarse --lang --time-limit --gap --quiet --verbose --force --version --help -h" ;;
    explain) echo "--teacher --unmet --to -o --json --anonymous --coarse --lang --time-limit --gap --quiet --verbose --force --umask --version --help -h" ;;
    whatif) echo "--vary --scenario --rosters -o --anonymous --coarse --lang --time-limit --gap --quiet --verbose --force --umask --version --help -h" ;;
    replan) echo "-o --max-changes --limits --anonymous --coarse --lang --time-limit --gap --quiet --verbose --force --umask --version --help -h" ;;
    rehearse) echo "--teacher -o --anonymous --coarse --lang --time-limit --gap --quiet --verbose --force --umask --version --help -h" ;;
    letters) echo "--template --issued --reasons -o --anonymous --lang --time-limit --gap --quiet --verbose --force --umask --version --help -h" ;;
    convert) echo "-o --lang --quiet --force --umask --version --help -h" ;;
    next) echo "-o --date --lang --time-limit --gap --quiet --verbose --force --umask --version --help -h" ;;
    export) echo "--format -o --goal --lang --time-limit --gap --quiet --verbose --force --umask --version --help -h" ;;
    template) echo "--json --csv --lang --quiet --force --umask --version --help -h" ;;
    *) echo "--lang --time-limit --gap --quiet --verbose --force --version --help -h" ;;
  esac
}

# COMMAND:PLACE -> what its argument is, counted from 0
_lungang_operand() {
  case $1 in
    solve:0) echo "file [jx][sl]*" ;;
    check:0) echo "file [jx][sl]*" ;;
    verify:0) echo "file [jx][sl]*" ;;
    verify:1) echo "file [cx][sl]*" ;;
    compare:0) echo "file [jx][sl]*" ;;
    compare:1) echo "file [cx][sl]*" ;;
    compare:2) echo "file [cx][sl]*" ;;
    explain:0) echo "file [jx][sl]*" ;;
    explain:1) echo "file [cx][sl]*" ;;
    whatif:0) echo "file [jx][sl]*" ;;
    replan:0) echo "file [jx][sl]*" ;;
    replan:1) echo "file [cx][sl]*" ;;
    rehearse:0) echo "file [jx][sl]*" ;;
    rehearse:1) echo "file [cx][sl]*" ;;
    letters:0) echo "file [jx][sl]*" ;;
    letters:1) echo "file [cx][sl]*" ;;
    convert:0) echo "file [jx][sl]*" ;;
    next:0) echo "file [jx][sl]*" ;;
    next:1) echo "file [cx][sl]*" ;;
    export:0) echo "file [jx][sl]*" ;;
    template:0) echo "folder" ;;
  esac
}

# COMMAND:OPTION -> what follows it; nothing where the option takes no value
_lungang_value() {
  case $1 in
    *:--teacher) echo "text" ;;
    *:--to) echo "text" ;;
    *:--vary) echo "text" ;;
    *:--scenario) echo "file json" ;;
    *:--template) echo "file" ;;
    *:--issued) echo "text" ;;
    *:--mark) echo "file xlsx" ;;
    *:--format) echo "words mps lp" ;;
    convert:-o) echo "file" ;;
    export:-o) echo "file" ;;
    *:-o) echo "folder" ;;
    *:--proof) echo "folder" ;;
    *:--date) echo "text" ;;
    *:--goal) echo "words shortfall staffing flexible equity wishes commute tenure moves changes lottery" ;;
    *:--max-changes) echo "text" ;;
    *:--anonymous) echo "file" ;;
    *:--lang) echo "words zh en" ;;
    *:--time-limit) echo "text" ;;
    *:--gap) echo "text" ;;
  esac
}
# lg_reference: end

# Fills COMPREPLY with what begins with $2 and is of the kind $1: "words zh en", "file json", "file", "folder".
_lungang_reply() {
  local list=${1#* }
  case $1 in
    "words "*) mapfile -t COMPREPLY < <(compgen -W "$list" -- "$2") ;;
    "file "*)
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -f -X "!*.$list" -- "$2"; compgen -d -- "$2") ;;
    file)
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -f -- "$2") ;;
    folder)
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -d -- "$2") ;;
  esac
}

_lungang() {
  local current=${COMP_WORDS[COMP_CWORD]} command= option= word
  local -i at place=0 ended=0
  COMPREPLY=()
  # Bash makes three words of --lang=zh.
  for ((at = 1; at < COMP_CWORD; at++)); do
    word=${COMP_WORDS[at]}
    if [[ $option ]]; then
      [[ $word == "=" ]] || option=
    elif [[ $word == -- ]]; then
      ended=1
    elif [[ $word == -* ]] && ((!ended)); then
      [[ $(_lungang_value "$command:$word") ]] && option=$word
    elif [[ ! $command ]]; then
      command=$word
    else
      place+=1
    fi
  done
  [[ $option && $current == "=" ]] && current=
  if [[ $option ]]; then
    _lungang_reply "$(_lungang_value "$command:$option")" "$current"
  elif [[ $current == -* ]] && ((!ended)); then
    _lungang_reply "words $(_lungang_options "$command")" "$current"
  elif [[ ! $command ]]; then
    _lungang_reply "words $_lungang_commands" "$current"
  else
    _lungang_reply "$(_lungang_operand "$command:$place")" "$current"
  fi
}

complete -F _lungang lungang

# Completion of lungang-recheck for bash: options, a folder, a roster.
_lungang_recheck() {
  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
  COMPREPLY=()
  compopt -o filenames
  if [ "$before" = --lang ]; then
    COMPREPLY=($(compgen -W "zh en" -- "$current"))
  elif [[ $current = -* ]]; then
    COMPREPLY=($(compgen -W "--lang --version --help -h" -- "$current"))
  else
    mapfile -t COMPREPLY < <(compgen -d -- "$current"; compgen -f -X '!*.csv' -- "$current")
  fi
}
complete -F _lungang_recheck lungang-recheck

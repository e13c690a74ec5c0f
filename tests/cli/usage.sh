# Wrong usage: one line that says what was expected, and exit 2.
try() {
    echo "\$ knotwork $*"
    code=0
    knotwork "$@" || code=$?
    echo "[$code]"
}
try
try hepl
try frobnicate
try --quiet
try help --fromat csv
try help --frobnicate
try help --help=yes
try help -z
try help --output
try help --format csvv types
try help --format excel types
try help relatons
try help frobnicate
try help build entities
try generate xml
try help -- --help

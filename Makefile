# make test is what CI runs. It fetches and starts a Neo4j server of its own.

STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
RACE        := ./graph/... ./analysis/...
FUZZTIME    ?= 1m
PYTHON      ?= python3

.PHONY: help build test check bench verify fuzz neo4j clean

help:
	@echo 'make test    every test, on a real Neo4j server too'
	@echo 'make build   the linchpin binary'
	@echo 'make bench   the long measurements, beside the peers that PYTHON has (igraph, networkit)'
	@echo 'make verify  every measure against networkx on 200 random networks, by PYTHON'
	@echo 'make fuzz    every fuzz target for FUZZTIME (1m) each'
	@echo 'make neo4j   a Neo4j server to try'
	@echo 'make clean   remove what was built and fetched'

build:
	go build -o linchpin ./cmd/linchpin

check:
	@unformatted=$$(gofmt -l .); if [ -n "$$unformatted" ]; then echo "not formatted (gofmt -w):" $$unformatted; exit 1; fi
	go vet ./...
	go run $(STATICCHECK) ./...

test: check
	scripts/neo4j.sh with scripts/test.sh $(RACE)

bench:
	go test -run '^$$' -bench . -benchmem ./graph/... ./analysis/... ./loaders/... ./bench/certainty
	scripts/neo4j.sh with go test -run '^$$' -bench . -benchtime 3x -timeout 30m ./bench/neo4j
	go run ./bench/compare -python $(PYTHON)

verify: build
	$(PYTHON) bench/verify ./linchpin 200

fuzz:
	scripts/fuzz.sh $(FUZZTIME)

neo4j:
	scripts/neo4j.sh try

clean:
	rm -rf linchpin .cache

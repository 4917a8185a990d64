.PHONY: build test tsan demo format lint check

build:        ## the command, for use
	swift build -c release --product hufu

test:         ## everything; narrow it with FILTER=HufuSigningTests
	swift test --no-parallel $(if $(FILTER),--filter $(FILTER))

tsan:         ## everything under the thread sanitizer, in a build folder of its own
	TSAN_OPTIONS="suppressions=$(CURDIR)/Tests/tsan.supp" swift test --no-parallel --sanitize=thread --scratch-path .build/tsan

demo:         ## the story of all five platforms
	swift run hufu demo

format:       ## put the sources into shape
	swift format --in-place --parallel --recursive Sources Tests Package.swift

lint:         ## what format would change, and what it dislikes
	swift format lint --parallel --recursive Sources Tests Package.swift

check: lint test  ## what a change must pass

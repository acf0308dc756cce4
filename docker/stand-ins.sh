#!/bin/bash
# Where there is neither a Docker daemon nor a registry of images: makes stand-ins for the images that the Dockerfile begins
# with, under their names, of Debian (debootstrap), of this machine's JDK 25 (JDK25_HOME) and of its Maven. As root.
set -euo pipefail

: "${JDK25_HOME:?the folder of a JDK 25}"
maven=$(dirname "$(dirname "$(readlink -f "$(command -v mvn)")")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

debootstrap --variant=minbase bookworm "$work/slim" > "$work/log" || { tail "$work/log" >&2; exit 1; }
rm -rf "$work"/slim/usr/share/{doc,man,info,locale}/* "$work"/slim/var/cache/apt/* "$work"/slim/var/lib/apt/lists/*
tar -C "$work/slim" -c . | podman import -q - docker.io/library/debian:12-slim

mkdir -p "$work/slim/opt/java" "$work/slim/usr/share/maven"
cp -rL "$JDK25_HOME" "$work/slim/opt/java/openjdk"
cp -rL "$maven/." "$work/slim/usr/share/maven"
ln -s ../share/maven/bin/mvn "$work/slim/usr/bin/mvn"
# prove.sh mounts this machine's Maven repository there.
echo '<settings><localRepository>/m2</localRepository><offline>true</offline></settings>' \
  > "$work/slim/usr/share/maven/conf/settings.xml"
tar -C "$work/slim" -c . | podman import -q \
  -c 'ENV JAVA_HOME=/opt/java/openjdk' -c 'ENV PATH=/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' \
  - docker.io/library/maven:3-eclipse-temurin-25

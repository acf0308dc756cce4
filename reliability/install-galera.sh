#!/bin/sh
# Installs what the Galera run needs on Debian 12: MariaDB with Galera, rsync for state transfer, mariadb-backup. Starts nothing.
set -eu
export DEBIAN_FRONTEND=noninteractive RUNLEVEL=1
apt-get update -qq
apt-get install -y -qq --no-install-recommends mariadb-server galera-4 rsync mariadb-backup

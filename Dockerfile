# One image for every node: the built frontend, the server and the scenarios, run by a user who owns only /data.
# Alone it starts its own Redis and SQLite in /data; SQUALL_REDIS_URL and SQUALL_DATABASE_URL take their place.

FROM node:22-slim AS frontend
WORKDIR /src/frontend
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
RUN npm ci --no-audit --no-fund
COPY frontend/ ./
RUN npm run build && npm sbom --sbom-format cyclonedx --package-lock-only > /src/npm.json

FROM python:3.13-slim AS server
# `otel` adds what sends traces.
ARG LOCK=runtime
WORKDIR /src
RUN python -m venv /opt/squall
COPY requirements/build.txt requirements/${LOCK}.txt requirements/
RUN /opt/squall/bin/pip install --no-cache-dir --require-hashes -r requirements/build.txt -r requirements/${LOCK}.txt
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY app/ app/
RUN /opt/squall/bin/pip install --no-cache-dir --no-deps --no-build-isolation . \
    # Who runs it may not write: what has no bytecode here is compiled at every start.
    && /opt/squall/bin/python -m compileall -q /opt/squall/lib
COPY requirements/sbom.txt requirements/
COPY scripts/write_sbom.py scripts/
COPY --from=frontend /src/npm.json ./
RUN python -m venv /opt/tools \
    && /opt/tools/bin/pip install --no-cache-dir --require-hashes -r requirements/sbom.txt \
    && /opt/tools/bin/python scripts/write_sbom.py --lock requirements/${LOCK}.txt --npm npm.json --out /src/sbom \
        --installed "$(/opt/squall/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')"

FROM python:3.13-slim
LABEL org.opencontainers.image.title="Squall" \
      org.opencontainers.image.description="Where a team rehearses a social-media storm before it hits" \
      org.opencontainers.image.licenses="Apache-2.0"
RUN useradd --system --uid 10001 --user-group --no-create-home --home-dir /data squall \
    && install --directory --owner=squall --group=squall --mode=0700 /data
COPY --from=server /opt/squall /opt/squall
COPY --from=frontend /src/frontend/dist /opt/squall/frontend
COPY --from=server /src/sbom /opt/squall/sbom
COPY scenarios/ /opt/squall/scenarios/
COPY LICENSE NOTICE /opt/squall/
ENV PATH=/opt/squall/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    SQUALL_HOST=0.0.0.0 \
    SQUALL_PORT=8000 \
    SQUALL_DATA=/data \
    SQUALL_FRONTEND=/opt/squall/frontend \
    SQUALL_SCENARIOS=/opt/squall/scenarios
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f'http://127.0.0.1:{os.environ[\"SQUALL_PORT\"]}/health', timeout=2)"]
ENTRYPOINT ["squall"]
CMD ["serve"]

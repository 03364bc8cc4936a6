# syntax=docker/dockerfile:1

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
# What decides the packages comes first: they are fetched again only when it changes.
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src/LibraryBot/LibraryBot.csproj src/LibraryBot/packages.lock.json src/LibraryBot/
RUN dotnet restore src/LibraryBot --locked-mode
COPY dialogs dialogs
COPY src/LibraryBot src/LibraryBot
RUN dotnet publish src/LibraryBot --configuration Release --no-restore --output /app -p:UseAppHost=false

# Ubuntu 24.04, with ICU (Indonesian and English names of days) and tzdata (Asia/Jakarta and the others).
# The smaller Alpine and chiseled images of .NET leave both out.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble
WORKDIR /app
COPY --from=build /app ./
# A new volume takes its owner from this folder; the user of the image is not root.
RUN mkdir /data && chown $APP_UID:$APP_UID /data
VOLUME /data
ENV DataFolder=/data
USER $APP_UID
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s --retries=3 \
    CMD ["dotnet", "LibraryBot.dll", "health", "--url", "http://127.0.0.1:8080"]
ENTRYPOINT ["dotnet", "LibraryBot.dll"]
CMD ["serve", "--urls", "http://0.0.0.0:8080"]

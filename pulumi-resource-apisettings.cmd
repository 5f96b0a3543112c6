@echo off
rem Starts the plugin server on Windows. Not tried there yet.
set "server=%~dp0dist\plugin.cjs"
if not exist "%server%" set "server=%~dp0plugin.cjs"
if not exist "%server%" (
  echo pulumi-resource-apisettings: %~dp0dist\plugin.cjs is missing. In a clone of the repository, run: npm run build>&2
  exit /b 1
)
node "%server%" %*

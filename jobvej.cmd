@echo off
rem On Windows: double-click shows the site while you write; "jobvej check" and all else in a
rem command prompt in this folder.
pushd "%~dp0"
chcp 65001 >nul
if not exist ".venv\Scripts\jobvej.exe" (
  echo Jobvej er ikke installeret her endnu. Se docs\authoring.md, "On Windows, without make".
  pause
  exit /b 1
)
if "%~1"=="" (
  ".venv\Scripts\jobvej.exe" preview
  pause
) else (
  ".venv\Scripts\jobvej.exe" %*
)

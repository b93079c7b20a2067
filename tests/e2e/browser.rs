//! The three browsers, each with a driver, a profile and a download folder of its own, gone when the test is over.
//!
//! Firefox takes part with `security.fileuri.strict_origin_policy`: without it a page from a file may read other
//! files, and the tests would prove nothing.

use rustix::process::{Pid, Signal, kill_process_group};
use serde_json::json;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddrV4, TcpListener};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use thirtyfour::{Capabilities, WebDriver};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

impl Engine {
    const fn driver(self) -> &'static str {
        match self {
            Self::Chromium => "chromedriver",
            Self::Firefox => "geckodriver",
            Self::WebKit => "WebKitWebDriver",
        }
    }
}

/// How Chromium is started: without a screen, and without its own errands on the network.
const CHROMIUM: [&str; 9] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-sync",
    "--disable-component-update",
    "--window-size=1280,900",
];

/// A running browser with one window.
pub struct Browser {
    pub engine: Engine,
    pub driver: WebDriver,
    home: TempDir,
    _process: Group,
    _screen: Option<Group>,
}

impl Browser {
    /// Starts `engine`, or says why that cannot be done on this machine.
    pub async fn start(engine: Engine) -> Result<Self, String> {
        Self::start_behind(engine, None).await
    }

    /// As [`Self::start`]; every request goes through a `proxy`, those to this machine, too.
    pub async fn start_behind(engine: Engine, proxy: Option<SocketAddrV4>) -> Result<Self, String> {
        let home = TempDir::new().map_err(|error| format!("no folder for a profile: {error}"))?;
        for folder in ["downloads", "profile"] {
            fs::create_dir(home.path().join(folder)).map_err(|error| format!("no folder for a profile: {error}"))?;
        }
        // Where WebKit, by way of GLib, looks for the folder of downloads.
        fs::write(home.path().join("user-dirs.dirs"), "XDG_DOWNLOAD_DIR=\"$HOME/downloads\"\n")
            .map_err(|error| format!("no folder for a profile: {error}"))?;
        let capabilities = capabilities(engine, home.path(), proxy)?;
        let screen = (engine == Engine::WebKit).then(screen).transpose()?;
        let port = free_port()?;
        let mut command = Command::new(engine.driver());
        command.arg(format!("--port={port}")).env("HOME", home.path()).env("XDG_CONFIG_HOME", home.path());
        if let Some((_, display)) = &screen {
            command.env("DISPLAY", display).env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
        }
        let process = Group::start(command.stdout(Stdio::null()).stderr(Stdio::null()))?;
        let url = format!("http://127.0.0.1:{port}");
        let patience = Instant::now() + Duration::from_secs(60);
        let driver = loop {
            match WebDriver::new(&url, capabilities.clone()).await {
                Ok(driver) => break driver,
                Err(error) if Instant::now() > patience => return Err(format!("{}: {error}", engine.driver())),
                Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
            }
        };
        // The same window everywhere; WebKit's would be smaller.
        driver.set_window_rect(0, 0, 1280, 900).await.map_err(|error| format!("the window: {error}"))?;
        Ok(Self { engine, driver, home, _process: process, _screen: screen.map(|(group, _)| group) })
    }

    /// A folder that lives as long as the browser.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// Removes what was downloaded.
    pub fn forget_downloads(&self) {
        for entry in fs::read_dir(self.home().join("downloads")).expect("the folder is there") {
            fs::remove_file(entry.expect("an entry").path()).expect("a download can be removed");
        }
    }

    /// Waits for the one finished download and gives its path. Patiently: on a busy machine a browser may take its time.
    pub async fn download(&self) -> PathBuf {
        let mut files = Vec::new();
        for _ in 0..450 {
            let folder = self.home().join("downloads");
            files = fs::read_dir(folder)
                .expect("the folder is there")
                .map(|entry| entry.expect("an entry").path())
                .collect::<Vec<_>>();
            // Browsers write under another name first: hidden (Chromium), or with an ending of their own.
            let is_hidden = |p: &PathBuf| p.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
            let is_going_on = |p: &PathBuf| {
                is_hidden(p) || p.extension().is_some_and(|e| e == "crdownload" || e == "part" || e == "wkdownload")
            };
            if let [file] = files.as_slice()
                && !is_going_on(file)
                && fs::metadata(file).is_ok_and(|data| data.len() > 0)
            {
                return file.clone();
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("{:?}: no single finished download, but {files:?}", self.engine);
    }
}

/// A browser without a driver, on a profile that outlives it. It can be killed.
pub struct Bare {
    pub engine: Engine,
    home: TempDir,
    process: Option<Group>,
    screen: Option<(Group, String)>,
}

impl Bare {
    /// A new profile for `engine`, or why there can be none on this machine.
    pub fn new(engine: Engine) -> Result<Self, String> {
        let home = TempDir::new().map_err(|error| format!("no folder for a profile: {error}"))?;
        let profile = home.path().join("profile");
        // Firefox's questions after a start that went wrong.
        let preferences = [
            ("browser.sessionstore.resume_from_crash", "false"),
            ("toolkit.startup.max_resumed_crashes", "-1"),
            ("browser.shell.checkDefaultBrowser", "false"),
            ("browser.aboutwelcome.enabled", "false"),
            ("datareporting.policy.dataSubmissionEnabled", "false"),
            ("app.update.disabledForTesting", "true"),
        ];
        let preferences: String =
            preferences.iter().map(|(name, value)| format!("user_pref(\"{name}\", {value});\n")).collect();
        fs::create_dir(&profile)
            .and_then(|()| fs::write(profile.join("user.js"), preferences))
            .map_err(|error| format!("no profile: {error}"))?;
        let screen = (engine == Engine::WebKit).then(screen).transpose()?;
        Ok(Self { engine, home, process: None, screen })
    }

    /// Starts it on a page.
    ///
    /// # Errors
    /// When it is not on this machine.
    pub fn launch(&mut self, address: &str) -> Result<(), String> {
        let profile = self.home.path().join("profile");
        let mut command = match self.engine {
            Engine::Chromium => {
                let mut command = Command::new("chromium");
                command.args(CHROMIUM).arg("--hide-crash-restore-bubble");
                command.arg(format!("--user-data-dir={}", profile.display()));
                command
            }
            Engine::Firefox => {
                let is_esr = Command::new("firefox-esr").arg("--version").stdout(Stdio::null()).status().is_ok();
                let mut command = Command::new(if is_esr { "firefox-esr" } else { "firefox" });
                command.args(["-headless", "-no-remote", "-profile"]).arg(profile);
                command
            }
            Engine::WebKit => Command::new(mini_browser()?),
        };
        if let Some((_, display)) = &self.screen {
            command.env("DISPLAY", display).env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
        }
        command.env("HOME", self.home.path()).env("XDG_CONFIG_HOME", self.home.path());
        for folder in ["XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"] {
            command.env(folder, self.home.path().join(folder));
        }
        let command = command.arg(address).stdout(Stdio::null()).stderr(Stdio::null());
        self.process = Some(Group::start(command)?);
        Ok(())
    }

    /// Kills all of its processes at once.
    pub fn kill(&mut self) {
        // The group is killed when it is dropped.
        drop(self.process.take());
    }
}

fn capabilities(engine: Engine, home: &Path, proxy: Option<SocketAddrV4>) -> Result<Capabilities, String> {
    let downloads = home.join("downloads");
    let mut chromium = CHROMIUM.map(str::to_owned).to_vec();
    chromium.push(format!("--user-data-dir={}", home.join("profile").display()));
    if let Some(proxy) = proxy {
        chromium.push(format!("--proxy-server={proxy}"));
        chromium.push("--proxy-bypass-list=<-loopback>".to_owned());
    }
    let mut value = match engine {
        Engine::Chromium => json!({
            "browserName": "chrome",
            "goog:loggingPrefs": {"browser": "ALL"},
            "goog:chromeOptions": {
                "args": chromium,
                "prefs": {"download.default_directory": downloads, "download.prompt_for_download": false},
            },
        }),
        Engine::Firefox => json!({
            "browserName": "firefox",
            "moz:firefoxOptions": {
                "args": ["-headless", "--width=1280", "--height=900"],
                "prefs": {
                    "security.fileuri.strict_origin_policy": true,
                    "browser.download.folderList": 2,
                    "browser.download.dir": downloads,
                    "browser.helperApps.neverAsk.saveToDisk": "application/json,application/octet-stream",
                },
            },
        }),
        Engine::WebKit => json!({
            "browserName": "MiniBrowser",
            "webkitgtk:browserOptions": {"binary": mini_browser()?, "args": ["--automation"]},
        }),
    };
    match (engine, proxy) {
        (Engine::Firefox, Some(proxy)) => {
            let preferences = &mut value["moz:firefoxOptions"]["prefs"];
            preferences["network.proxy.type"] = json!(1);
            for kind in ["http", "ssl"] {
                preferences[format!("network.proxy.{kind}")] = json!(proxy.ip().to_string());
                preferences[format!("network.proxy.{kind}_port")] = json!(proxy.port());
            }
            preferences["network.proxy.allow_hijacking_localhost"] = json!(true);
        }
        (Engine::WebKit, Some(proxy)) => {
            let proxy = proxy.to_string();
            value["proxy"] = json!({"proxyType": "manual", "httpProxy": proxy, "sslProxy": proxy});
        }
        _ => {}
    }
    let serde_json::Value::Object(map) = value else { unreachable!("written as an object above") };
    Ok(map.into())
}

/// WebKitGTK's own test browser, which has no place on the search path.
fn mini_browser() -> Result<PathBuf, String> {
    let folders = fs::read_dir("/usr/lib").map_err(|error| format!("/usr/lib: {error}"))?;
    let mut places = folders.filter_map(Result::ok).map(|entry| entry.path().join("webkit2gtk-4.1/MiniBrowser"));
    places.find(|path| path.is_file()).ok_or_else(|| "WebKitGTK's MiniBrowser is not installed".to_owned())
}

/// A virtual screen: WebKit has no headless mode.
fn screen() -> Result<(Group, String), String> {
    let mut command = Command::new("Xvfb");
    command.args(["-displayfd", "1", "-screen", "0", "1280x1000x24", "-nolisten", "tcp"]);
    let mut group = Group::start(command.stdout(Stdio::piped()).stderr(Stdio::null()))?;
    let stdout = group.0.stdout.take().ok_or("Xvfb has no output")?;
    let mut number = String::new();
    BufReader::new(stdout).read_line(&mut number).map_err(|error| format!("Xvfb: {error}"))?;
    Ok((group, format!(":{}", number.trim())))
}

fn free_port() -> Result<u16, String> {
    let listener = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    listener.map(|address| address.port()).map_err(|error| format!("no free port: {error}"))
}

/// A process with all its children, ended when dropped.
struct Group(Child);

impl Group {
    fn start(command: &mut Command) -> Result<Self, String> {
        let name = command.get_program().to_string_lossy().into_owned();
        command.process_group(0).spawn().map(Self).map_err(|error| format!("{name}: {error}"))
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        // Killed, not asked: WebKit's browser does not listen. Ended already, perhaps; then there is nothing to end.
        let _ = kill_process_group(Pid::from_child(&self.0), Signal::KILL);
        let _ = self.0.wait();
    }
}

/// Says so that it is read, past the test runner's capture, that something was not tested; with `CI=true` nothing
/// may be skipped, and the test fails.
pub fn skip(what: &str, why: &str) {
    assert!(std::env::var("CI").as_deref() != Ok("true"), "{what} could not be tested: {why}");
    // Where standard error is closed nobody reads it.
    let _ = writeln!(std::io::stderr().lock(), "\n>>> SKIPPED {what}: {why}\n");
}

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace FaceGrid.EndToEnd.Tests.Clusters;

/// <summary>A PostgreSQL server of the tests' own, from the system's package: it can be stopped and started again.</summary>
public sealed class PostgresServer : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("facegrid-postgres-").FullName;
    private int _databases;

    public PostgresServer()
    {
        if (Binaries is null)
        {
            return;
        }

        // The server refuses to run as root.
        if (Environment.UserName == "root")
        {
            Run("chown", "postgres", _folder);
        }

        Port = FreePort();
        AsServer($"{Binaries}/initdb -D {_folder}/data -A trust -U postgres");
        Start();
    }

    /// <summary>Where the package has put its programs; null: it is not installed.</summary>
    public static string? Binaries { get; } = !Directory.Exists("/usr/lib/postgresql") ? null : Directory.GetDirectories("/usr/lib/postgresql")
        .OrderByDescending(d => int.TryParse(Path.GetFileName(d), CultureInfo.InvariantCulture, out var version) ? version : 0)
        .Select(d => Path.Combine(d, "bin"))
        .FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")));

    public int Port { get; }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The connection string of a new, empty database.</summary>
    public string NewDatabase()
    {
        Assert.True(Binaries is not null, "PostgreSQL is not installed");
        var name = string.Create(CultureInfo.InvariantCulture, $"grid{Interlocked.Increment(ref _databases)}");
        AsServer($"{Binaries}/psql -h 127.0.0.1 -p {Port} -U postgres -q -c \"CREATE DATABASE {name}\"");
        return $"Host=127.0.0.1;Port={Port};Username=postgres;Database={name}";
    }

    public void Start() => AsServer($"{Binaries}/pg_ctl -D {_folder}/data -o '-p {Port} -k {_folder} -c listen_addresses=127.0.0.1 -c max_connections=400' -l {_folder}/log -w start");

    /// <summary>As a crash: what was under way is lost, what was committed is not.</summary>
    public void Crash() => AsServer($"{Binaries}/pg_ctl -D {_folder}/data -m immediate -w stop");

    public void Dispose()
    {
        if (Binaries is not null)
        {
            if (File.Exists($"{_folder}/data/postmaster.pid"))
            {
                Crash();
            }

            Directory.Delete(_folder, recursive: true);
        }
    }

    private static void AsServer(string command)
    {
        if (Environment.UserName == "root")
        {
            Run("su", "postgres", "-s", "/bin/sh", "-c", command);
        }
        else
        {
            Run("/bin/sh", "-c", command);
        }
    }

    private static void Run(string program, params string[] args)
    {
        // Its output goes nowhere: a server that it starts would hold a pipe open.
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >/dev/null 2>&1 </dev/null", "sh", program, .. args])) ?? throw new InvalidOperationException(program);
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', args)} ended with {process.ExitCode}");
    }
}

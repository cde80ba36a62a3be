using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace FaceGrid.Cluster.Tests;

/// <summary>A PostgreSQL server for the tests, from the system's package; it can be stopped and restarted.</summary>
public sealed class PostgresServer : IDisposable
{
    private const string Package = "/usr/lib/postgresql";

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

    /// <summary>Folder of the package's programs; null: it is not installed.</summary>
    public static string? Binaries { get; } = !Directory.Exists(Package) ? null : Directory.GetDirectories(Package)
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

    public void Start()
    {
        var options = $"-p {Port} -k {_folder} -c listen_addresses=127.0.0.1 -c max_connections=400";
        AsServer($"{Binaries}/pg_ctl -D {_folder}/data -o '{options}' -l {_folder}/log -w start");
    }

    /// <summary>Stops like a crash: open transactions are lost, committed ones are not.</summary>
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
        // The output is discarded, because a server that the program starts would keep a pipe open.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >/dev/null 2>&1 </dev/null", "sh", program, .. args]);
        using var process = Process.Start(start) ?? throw new InvalidOperationException(program);
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', args)} ended with {process.ExitCode}");
    }
}

using System.Globalization;
using FaceGrid.Vision;
using Npgsql;

namespace FaceGrid.Silo.Database;

/// <summary>The tables of silos in a PostgreSQL database.</summary>
public static class PostgresSchema
{
    /// <summary>Version of schema.sql. A silo refuses a database with another version.</summary>
    public const int Version = 1;

    // Key of the advisory lock that serialises concurrent calls of Apply: "facegrid" in ASCII, unlikely to be used by other programs.
    private const long ApplyLock = 0x66_61_63_65_67_72_69_64;

    /// <summary>Creates missing tables and functions in one transaction. Idempotent.</summary>
    /// <exception cref="BadInputException">The database cannot be reached, or refuses the statements.</exception>
    public static async Task Apply(string connectionString, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await Open(connectionString, cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await using (var wait = new NpgsqlCommand("SELECT pg_advisory_xact_lock($1)", connection))
            {
                wait.Parameters.Add(new() { Value = ApplyLock });
                await wait.ExecuteNonQueryAsync(cancellationToken);
            }

            await using var schema = new NpgsqlCommand(await Script(cancellationToken), connection);

            await schema.ExecuteNonQueryAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (Exception exception) when (IsRefusal(exception))
        {
            throw new BadInputException("the database", exception.Message.ReplaceLineEndings(" "), exception);
        }
    }

    /// <summary>Checks that the database has the schema version of this build.</summary>
    /// <exception cref="BadInputException">The database has no tables, has another schema version, or cannot be reached.</exception>
    public static async Task Check(string connectionString, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await Open(connectionString, cancellationToken);
            await using var query = new NpgsqlCommand("SELECT max(Version) FROM FaceGridSchema", connection);
            var version = await query.ExecuteScalarAsync(cancellationToken) as int?;
            if (version != Version)
            {
                var found = version?.ToString(CultureInfo.InvariantCulture) ?? "none";
                throw new BadInputException(
                    "the database", $"has schema version {found}, this silo needs {Version}: facegrid silo init-db");
            }
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            throw new BadInputException("the database", "has no tables of FaceGrid yet: facegrid silo init-db", exception);
        }
        catch (Exception exception) when (IsRefusal(exception))
        {
            throw new BadInputException("the database", exception.Message.ReplaceLineEndings(" "), exception);
        }
    }

    /// <summary>The text of schema.sql, for operators who apply it themselves.</summary>
    public static async Task<string> Script(CancellationToken cancellationToken)
    {
        await using var stream = typeof(PostgresSchema).Assembly.GetManifestResourceStream("schema.sql")!;
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(cancellationToken);
    }

    private static bool IsRefusal(Exception exception) =>
        exception is NpgsqlException or ArgumentException or System.Net.Sockets.SocketException or TimeoutException;

    private static async Task<NpgsqlConnection> Open(string connectionString, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}

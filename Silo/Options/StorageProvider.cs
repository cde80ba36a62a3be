namespace FaceGrid.Silo.Options;

/// <summary>Where grain state and reminders are stored.</summary>
public enum StorageProvider
{
    /// <summary>In one SQLite file, which a single silo opens.</summary>
    Sqlite,

    /// <summary>In tables of a PostgreSQL database.</summary>
    Postgres,

    /// <summary>In Azure Blob Storage; reminders in an Azure table.</summary>
    Azure,
}

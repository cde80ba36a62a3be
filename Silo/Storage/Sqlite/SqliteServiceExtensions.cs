using FaceGrid.Grains.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans.Storage;

namespace FaceGrid.Silo.Storage.Sqlite;

/// <summary>Registers SQLite stores under the names that grains use in <c>[PersistentState("state", "name")]</c>.</summary>
public static class SqliteServiceExtensions
{
    /// <summary>The SQLite file of the identities' keys, beside that of the grain state.</summary>
    /// <param name="store">The SQLite file of the grain state.</param>
    public static string KeyStoreOf(string store) => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(store))!, "keys.db");

    /// <summary>
    /// Stores the state of provider <paramref name="name"/> in the SQLite file <paramref name="path"/>. The file is opened when the host
    /// starts; the start fails with a <see cref="Vision.BadInputException"/> if it is unusable. Several names may share a file.
    /// </summary>
    /// <param name="services">The silo's services.</param>
    /// <param name="name">Name of the storage provider.</param>
    /// <param name="path">The SQLite file, created if missing.</param>
    public static IServiceCollection AddSqliteGrainStorage(this IServiceCollection services, string name, string path)
    {
        services.AddSqliteStore(path);
        services.AddKeyedSingleton<IGrainStorage>(name, (provider, _) => new SqliteGrainStorage(
            provider.GetRequiredKeyedService<SqliteStore>(Path.GetFullPath(path)),
            provider.GetService<TimeProvider>() ?? TimeProvider.System));
        if (name == GridStorage.Name)
        {
            services.AddSingleton<IStoredIdentities>(
                provider => new SqliteStoredIdentities(provider.GetRequiredKeyedService<SqliteStore>(Path.GetFullPath(path))));
        }

        return services;
    }

    /// <summary>Stores reminders in the SQLite file <paramref name="path"/>, so that they outlive the process.</summary>
    public static IServiceCollection AddSqliteReminders(this IServiceCollection services, string path)
    {
        services.AddSqliteStore(path);
        services.AddReminders();
        services.AddSingleton<IReminderTable>(
            provider => new SqliteReminderTable(provider.GetRequiredKeyedService<SqliteStore>(Path.GetFullPath(path))));
        return services;
    }

    internal static void AddSqliteStore(this IServiceCollection services, string path)
    {
        var full = Path.GetFullPath(path);
        if (services.Any(s => s.IsKeyedService && s.ServiceType == typeof(SqliteStore) && Equals(s.ServiceKey, full)))
        {
            return;
        }

        services.AddKeyedSingleton(full, (_, _) => SqliteStore.Open(full));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, SqliteStoreOpener>());
        services.AddSingleton(new SqliteStorePath(full));
    }
}

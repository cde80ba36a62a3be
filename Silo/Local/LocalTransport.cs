using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FaceGrid.Silo.Local;

/// <summary>Replaces Orleans' TCP transport.</summary>
internal static class LocalTransport
{
    /// <summary>Configures a silo that opens no TCP port.</summary>
    /// <param name="gatewaySocket">Path of the socket for clients; null: there is none.</param>
    public static void UseLocalTransport(this ISiloBuilder silo, string? gatewaySocket)
    {
        silo.Services.Replace<IConnectionListenerFactory>(
            provider => new LocalListenerFactory(gatewaySocket, provider.GetRequiredService<ILoggerFactory>()));
        silo.Services.Replace<IConnectionFactory>(_ => new RefusingConnectionFactory());
    }

    /// <summary>Configures a client that connects to a local silo's socket.</summary>
    public static void UseLocalTransport(this IClientBuilder client, string gatewaySocket) =>
        client.Services.Replace<IConnectionFactory>(
            provider => new UnixSocketConnectionFactory(gatewaySocket, provider.GetRequiredService<ILoggerFactory>()));

    /// <summary>
    /// Orleans registers its transports under keys that are not public, so the keys are read from its registrations.
    /// </summary>
    private static void Replace<T>(this IServiceCollection services, Func<IServiceProvider, T> make)
        where T : class
    {
        var registered = services.Where(s => s.IsKeyedService && s.ServiceType == typeof(T)).ToList();
        if (registered.Count == 0)
        {
            throw new InvalidOperationException($"this version of Orleans registers no {typeof(T).Name}");
        }

        foreach (var descriptor in registered)
        {
            services.Remove(descriptor);
            services.AddKeyedSingleton(descriptor.ServiceKey, (provider, _) => make(provider));
        }
    }
}

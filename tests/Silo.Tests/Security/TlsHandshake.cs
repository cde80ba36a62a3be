using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using FaceGrid.Silo.Clustering;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using OrleansTlsOptions = Orleans.Connections.Security.TlsOptions;

namespace FaceGrid.Silo.Tests.Security;

/// <summary>Handshakes between the TLS of Orleans' connections and a plain <see cref="SslStream"/>, over pipes in memory.</summary>
internal static class TlsHandshake
{
    private static readonly SslApplicationProtocol Protocol = new("Orleans1");

    /// <summary>True if a port of a silo hands the connection on.</summary>
    /// <param name="port">Options of the port.</param>
    /// <param name="client">The client's certificate; null: it has none.</param>
    public static Task<bool> Accepts(OrleansTlsOptions port, TlsIdentity? client) => Run(
        builder => builder.UseServerTls(port),
        stream => stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "silo",
            ClientCertificateContext = client?.Context,
            ApplicationProtocols = [Protocol],
            RemoteCertificateValidationCallback = (_, _, _, _) => true,
        }));

    /// <summary>True if an outgoing connection accepts the server.</summary>
    /// <param name="connection">Options of the connection.</param>
    /// <param name="server">The server's certificate.</param>
    public static Task<bool> AcceptsServer(OrleansTlsOptions connection, TlsIdentity server) => Run(
        builder => builder.UseClientTls(connection),
        stream => stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificateContext = server.Context,
            ClientCertificateRequired = true,
            ApplicationProtocols = [Protocol],
            RemoteCertificateValidationCallback = (_, _, _, _) => true,
        }));

    /// <summary>True if an outgoing connection accepts the server at the other end of a stream.</summary>
    public static async Task<bool> AcceptsServer(OrleansTlsOptions connection, Stream stream)
    {
        var isAccepted = false;
        await using var services = new ServiceCollection().BuildServiceProvider();
        var builder = new ConnectionBuilder(services);
        builder.UseClientTls(connection);
        builder.Run(_ =>
        {
            isAccepted = true;
            return Task.CompletedTask;
        });
        var ends = new Ends(PipeReader.Create(stream), PipeWriter.Create(stream));
        await builder.Build()(new DefaultConnectionContext("test", ends, ends));
        return isAccepted;
    }

    private static async Task<bool> Run(Action<IConnectionBuilder> configure, Func<SslStream, Task> peer)
    {
        var isAccepted = false;
        await using var services = new ServiceCollection().BuildServiceProvider();
        var builder = new ConnectionBuilder(services);
        configure(builder);
        builder.Run(_ =>
        {
            isAccepted = true;
            return Task.CompletedTask;
        });
        var (toPeer, fromPeer) = (new Pipe(), new Pipe());
        var connection = new DefaultConnectionContext("test", new Ends(fromPeer.Reader, toPeer.Writer), new Ends(toPeer.Reader, fromPeer.Writer));
        var stream = new SslStream(new PipesStream(toPeer.Reader.AsStream(), fromPeer.Writer.AsStream()));
        var handshake = peer(stream);
        await builder.Build()(connection);
        await toPeer.Writer.CompleteAsync();
        try
        {
            await handshake;
        }
        catch (Exception exception) when (exception is AuthenticationException or IOException)
        {
            Assert.False(isAccepted);
        }

        return isAccepted;
    }

    private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}

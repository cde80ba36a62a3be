using FaceGrid.Silo.Options;
using FaceGrid.Vision;

namespace FaceGrid.Silo.Clustering;

/// <summary>
/// The current <see cref="TlsIdentity"/>. Files that have changed are read again, at most every few seconds; while they cannot be used (a
/// certificate and a key that do not belong together, during their replacement) the former identity stays in use.
/// </summary>
internal sealed class TlsIdentitySource
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly TlsOptions? _options;
    private readonly TimeProvider _time;
    private TlsIdentity _current;
    private string _stamp = "";
    private long _looked;

    /// <summary>Reads the files and watches them.</summary>
    /// <exception cref="BadInputException">A file is unusable.</exception>
    public TlsIdentitySource(TlsOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        _stamp = Stamp(options);
        _current = TlsIdentity.Read(options);
        _looked = time.GetTimestamp();
    }

    /// <summary>An identity that does not change.</summary>
    public TlsIdentitySource(TlsIdentity identity) => (_current, _time) = (identity, TimeProvider.System);

    /// <summary>The identity for the next handshake or token.</summary>
    public TlsIdentity Current
    {
        get
        {
            if (_options is not null && _time.GetElapsedTime(Volatile.Read(ref _looked)) > Period)
            {
                Look(_options);
            }

            return Volatile.Read(ref _current);
        }
    }

    private void Look(TlsOptions options)
    {
        lock (_gate)
        {
            if (_time.GetElapsedTime(_looked) <= Period)
            {
                return;
            }

            Volatile.Write(ref _looked, _time.GetTimestamp());
            var stamp = Stamp(options);
            if (stamp == _stamp)
            {
                return;
            }

            try
            {
                Volatile.Write(ref _current, TlsIdentity.Read(options));
                _stamp = stamp;
            }
            catch (BadInputException)
            {
                // The next look tries again. Should the former certificate expire meanwhile, peers refuse it by name.
            }
        }
    }

    /// <summary>Changes when one of the files is replaced; Kubernetes replaces the target of a link.</summary>
    private static string Stamp(TlsOptions options) => string.Join(
        '|',
        new[] { options.CertificateFile!, options.KeyFile!, options.AuthorityFile! }.Select(path =>
        {
            var file = new FileInfo(path);
            file = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
            return file.Exists ? $"{file.FullName}:{file.LastWriteTimeUtc.Ticks}:{file.Length}" : "";
        }));
}

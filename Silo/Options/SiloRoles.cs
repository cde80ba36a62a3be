namespace FaceGrid.Silo.Options;

/// <summary>Which grain classes a silo hosts; a silo has one or more roles.</summary>
[Flags]
public enum SiloRoles
{
    /// <summary>No role; refused as an option.</summary>
    None = 0,

    /// <summary>Identities, galleries, decisions and queues: grains that hold state or answer access points.</summary>
    Control = 1,

    /// <summary>Encoders, jobs and feature maps, on processors.</summary>
    Compute = 2,

    /// <summary>The same grains on graphics processors; preferred to <see cref="Compute"/> while a GPU silo is active.</summary>
    Gpu = 4,
}

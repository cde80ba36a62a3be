namespace FaceGrid.Grains.Interfaces;

/// <summary>Why the grid refused a request.</summary>
public enum GridError
{
    /// <summary>The request itself cannot be carried out: a bad name, too many templates.</summary>
    InvalidRequest,

    /// <summary>No person of that name is enrolled.</summary>
    UnknownIdentity,

    /// <summary>No person was ever enrolled in a gallery of that name.</summary>
    UnknownGallery,

    /// <summary>The gallery's templates are of another model version: the two are never compared.</summary>
    ModelMismatch,

    /// <summary>A photo does not reach the quality that the gallery asks of enrolments.</summary>
    PoorQuality,

    /// <summary>There is no job of that name.</summary>
    UnknownJob,

    /// <summary>The job is in a state that does not allow it: it has ended, say.</summary>
    WrongJobState,

    /// <summary>There is no such blob in the store.</summary>
    MissingBlob,

    /// <summary>A blob's content is not what its name says.</summary>
    DamagedBlob,

    /// <summary>The disk is full. The same request can succeed once there is room.</summary>
    StorageFull,

    /// <summary>The store cannot be reached now, so whether the change was made is not known. The same request can be made again.</summary>
    StorageUnavailable,

    /// <summary>What is asked for is encrypted, and the key-encryption key for it is not here. Nothing was changed.</summary>
    MissingKey,

    /// <summary>The person was removed and the key erased; what this store still holds can no longer be decrypted.</summary>
    ErasedIdentity,

    /// <summary>What is stored of a person was altered, or moved there from another place.</summary>
    DamagedRecord,

    /// <summary>
    /// A limit of the tenant, for now: the same request can succeed at the time that the exception says. Nothing was changed.
    /// </summary>
    TooManyRequests,

    /// <summary>A limit of the tenant that no waiting changes: it has as much as it may have. Nothing was changed.</summary>
    LimitReached,

    /// <summary>
    /// People have moved between shards since the gallery was described. The caller describes the gallery again; the error does not reach
    /// a user.
    /// </summary>
    OutdatedLayout,
}

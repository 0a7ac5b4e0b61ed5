"""`python -m train.diffusion`."""

from core.models.loading import quiet_libraries

if __name__ == "__main__":
    quiet_libraries()  # before diffusers is imported, which complains at once
    from train.diffusion.run import main

    main()

// The style sheets of the Mantine parts in use; a part that is used for the first time adds its line here.
import '@mantine/core/styles/default-css-variables.css'
